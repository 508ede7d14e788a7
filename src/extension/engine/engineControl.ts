import { isEmulatorThere } from '../../core/engines/choosePort';
import type { Engine } from '../../core/engines/engine';
import { endpointOf } from '../../core/engines/engine';
import { EngineSwitch } from '../../core/engines/engineSwitch';
import { HumanError } from '../../core/errors';

export type EmulatorChoice = 'attach' | 'freePort';

/** Which engine to start. */
export type EngineChoice =
  | { readonly kind: 'embedded' | 'localstack' }
  | { readonly kind: 'external'; readonly endpoint: string };

/** What only an engine in a container can do. */
export interface ContainerEngine extends Engine {
  /** Rejects with a `HumanError` when the container is not ours alone. */
  restart(signal?: AbortSignal): Promise<void>;
  /** As `restart`, of a container that need not run. False: there is none. */
  remove(what: { readonly volume: boolean }): Promise<boolean>;
  /** The window closes: the container goes on where the settings or other windows want it. */
  close(): Promise<void>;
}

export interface EngineControlOptions {
  /** By the settings and this machine, anew at each start. */
  readonly choose: (signal: AbortSignal) => Promise<EngineChoice>;
  /** A new engine of ours; `avoid` passes an emulator at the preferred port by, `report` tells of it. */
  readonly createEmbedded: (whenEmulator: () => 'report' | 'avoid') => Engine;
  readonly createLocalStack: () => ContainerEngine;
  /** May throw a `HumanError` of kind `usage`: what is no endpoint, or must not be one. */
  readonly createExternal: (endpoint: string) => Engine;
  /** An emulator answers where our engine was to listen: what now? Undefined when the person turns away. */
  readonly askAboutEmulator: (endpoint: string) => Promise<EmulatorChoice | undefined>;
  /** Before an engine that may go on without us is let go: what we set there is taken back. */
  readonly leave: () => Promise<void>;
}

/** Starts, attaches to and stops the one engine of this window, asking where the person must decide. */
export class EngineControl {
  /** Once a person has said so, for as long as the window is open. */
  private whenEmulator: 'report' | 'avoid' = 'report';
  /** The engine that is in place, when it is in a container. */
  private container: ContainerEngine | undefined;
  /** Of the external engine that is in place. */
  private attachedTo: string | undefined;
  /** Somebody attached to it, whatever the settings say. */
  private byHand = false;
  /** Ends the starts that are under way; a new one with each `cancel`. */
  private starts = new AbortController();
  /** One engine takes another's place at a time. */
  private taking: Promise<unknown> = Promise.resolve();

  /** The one the window works with, whichever it is at present. */
  readonly engine: EngineSwitch;

  constructor(private readonly options: EngineControlOptions) {
    this.engine = new EngineSwitch(this.createEmbedded());
  }

  /** The origin of the engine that runs then; undefined when the person was asked and turned away. */
  async start(signal?: AbortSignal): Promise<string | undefined> {
    const running = endpointOf(this.engine.current);
    if (running !== undefined) return running;
    const either = this.cancelledBy(signal);
    await this.take(await this.options.choose(either));
    this.byHand = false;
    try {
      await this.engine.start(either);
    } catch (error) {
      if (!isEmulatorThere(error)) throw error;
      return this.decide(error.endpoint, signal);
    }
    return this.endpoint();
  }

  /** Works with an engine that somebody else runs. */
  async attach(endpoint: string, signal?: AbortSignal): Promise<string> {
    const either = this.cancelledBy(signal);
    await this.take({ kind: 'external', endpoint });
    this.byHand = true;
    await this.engine.start(either);
    return this.endpoint();
  }

  /** Ends ours, or lets go of one that goes on. */
  async stop(): Promise<void> {
    this.cancel();
    await this.leave();
    await this.engine.stop();
  }

  /** Stops, then starts what the settings say by now; what somebody attached to is attached to again. */
  async restart(signal?: AbortSignal): Promise<string | undefined> {
    if (this.byHand && this.attachedTo !== undefined) return this.attachAgain(this.attachedTo, signal);
    const { container } = this;
    if (!container || !this.has(await this.options.choose(this.cancelledBy(signal))))
      return this.switchOver(signal);
    this.cancel();
    await this.leave();
    await container.restart(this.cancelledBy(signal));
    return this.endpoint();
  }

  /** Stops, then starts what the settings say by now. */
  async switchOver(signal?: AbortSignal): Promise<string | undefined> {
    await this.stop();
    return this.start(signal);
  }

  /** Removes our container, running or not. Rejects with a `HumanError` when it is not ours alone. False: there is none. */
  async removeContainer(what: { readonly volume: boolean }): Promise<boolean> {
    if (this.container) {
      await this.leave();
      return this.container.remove(what);
    }
    const container = this.options.createLocalStack();
    try {
      return await container.remove(what);
    } finally {
      container.dispose();
    }
  }

  /** The window closes: ends what nobody else needs. */
  async close(): Promise<void> {
    this.cancel();
    await (this.container ? this.container.close() : this.engine.stop());
  }

  /** Ends a start that is under way: it rejects with an `AbortError`. */
  cancel(): void {
    this.starts.abort();
    this.starts = new AbortController();
  }

  /** Whether this is what the window works with, running or not. */
  has(choice: EngineChoice): boolean {
    if (choice.kind !== this.engine.kind) return false;
    return choice.kind !== 'external' || choice.endpoint === this.attachedTo;
  }

  private async decide(emulator: string, signal?: AbortSignal): Promise<string | undefined> {
    await this.engine.stop();
    switch (await this.options.askAboutEmulator(emulator)) {
      case 'attach':
        return this.attach(emulator, signal);
      case 'freePort':
        this.whenEmulator = 'avoid';
        await this.engine.start(this.cancelledBy(signal));
        return this.endpoint();
      default:
        return undefined;
    }
  }

  private async attachAgain(endpoint: string, signal?: AbortSignal): Promise<string> {
    await this.stop();
    return this.attach(endpoint, signal);
  }

  private take(choice: EngineChoice): Promise<void> {
    const taken = this.taking.then(() => this.put(choice));
    this.taking = taken.catch(() => {}); // who asked for it is told
    return taken;
  }

  private async put(choice: EngineChoice): Promise<void> {
    if (this.has(choice)) return;
    const next = this.create(choice);
    await this.leave();
    await this.engine.select(next);
    this.container = isContainer(next) ? next : undefined;
    this.attachedTo = choice.kind === 'external' ? choice.endpoint : undefined;
  }

  /** Our own embedded engine takes its faults with it when it ends. */
  private async leave(): Promise<void> {
    if (this.engine.kind !== 'embedded') await this.options.leave();
  }

  private create(choice: EngineChoice): Engine | ContainerEngine {
    switch (choice.kind) {
      case 'embedded':
        return this.createEmbedded();
      case 'localstack':
        return this.options.createLocalStack();
      case 'external':
        return this.options.createExternal(choice.endpoint);
    }
  }

  private createEmbedded(): Engine {
    return this.options.createEmbedded(() => this.whenEmulator);
  }

  private cancelledBy(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([signal, this.starts.signal]) : this.starts.signal;
  }

  private endpoint(): string {
    const endpoint = endpointOf(this.engine.current);
    if (endpoint !== undefined) return endpoint;
    throw new HumanError('The engine ended while it started. Start it again; its log tells more.');
  }
}

const isContainer = (engine: Engine | ContainerEngine): engine is ContainerEngine => 'restart' in engine;
