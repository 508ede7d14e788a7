import { isEmulatorThere } from '../../core/engines/choosePort';
import type { Engine } from '../../core/engines/engine';
import { endpointOf } from '../../core/engines/engine';
import { EngineSwitch } from '../../core/engines/engineSwitch';
import { HumanError } from '../../core/errors';

export type EmulatorChoice = 'attach' | 'freePort';

export interface EngineControlOptions {
  /** A new engine of ours; `avoid` passes an emulator at the preferred port by, `report` tells of it. */
  readonly createEmbedded: (whenEmulator: () => 'report' | 'avoid') => Engine;
  readonly createExternal: (endpoint: string) => Engine;
  /** An emulator answers where our engine was to listen: what now? Undefined when the person turns away. */
  readonly askAboutEmulator: (endpoint: string) => Promise<EmulatorChoice | undefined>;
  /** Before an engine that goes on without us is let go: what we set there is taken back. */
  readonly leave: () => Promise<void>;
}

/** Starts, attaches to and stops the one engine of this window, asking where the person must decide. */
export class EngineControl {
  /** Once a person has said so, for as long as the window is open. */
  private whenEmulator: 'report' | 'avoid' = 'report';

  /** The one the window works with, whichever it is at present. */
  readonly engine: EngineSwitch;

  constructor(private readonly options: EngineControlOptions) {
    this.engine = new EngineSwitch(this.createEmbedded());
  }

  /** The origin of the engine that runs then; undefined when the person was asked and turned away. */
  async start(signal?: AbortSignal): Promise<string | undefined> {
    const running = endpointOf(this.engine.current);
    if (running !== undefined) return running;
    await this.selectEmbedded();
    try {
      await this.engine.start(signal);
    } catch (error) {
      if (!isEmulatorThere(error)) throw error;
      return this.decide(error.endpoint, signal);
    }
    return this.endpoint();
  }

  /** Works with an engine that somebody else runs. */
  async attach(endpoint: string, signal?: AbortSignal): Promise<string> {
    const external = this.options.createExternal(endpoint);
    await this.engine.select(external);
    await this.engine.start(signal);
    return this.endpoint();
  }

  /** Ends ours, or lets go of somebody else's. */
  async stop(): Promise<void> {
    if (this.engine.kind === 'external') await this.options.leave();
    await this.engine.stop();
  }

  private async decide(emulator: string, signal?: AbortSignal): Promise<string | undefined> {
    await this.engine.stop();
    switch (await this.options.askAboutEmulator(emulator)) {
      case 'attach':
        return this.attach(emulator, signal);
      case 'freePort':
        this.whenEmulator = 'avoid';
        await this.engine.start(signal);
        return this.endpoint();
      default:
        return undefined;
    }
  }

  private async selectEmbedded(): Promise<void> {
    if (this.engine.kind === 'embedded') return;
    await this.engine.select(this.createEmbedded());
  }

  private createEmbedded(): Engine {
    return this.options.createEmbedded(() => this.whenEmulator);
  }

  private endpoint(): string {
    const endpoint = endpointOf(this.engine.current);
    if (endpoint !== undefined) return endpoint;
    throw new HumanError('The engine ended while it started. Start it again; its log tells more.');
  }
}
