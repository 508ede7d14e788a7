import { type Clock, systemClock } from '../clock';
import { HumanError } from '../errors';
import { Emitter } from '../event';
import { ChaosClient } from '../http/chaosClient';
import { type Log, silentLog } from '../log';
import type { LogLine } from '../logLine';
import type { ChaosFront, ChaosFrontOptions, ChaosFrontSettings } from './chaosFront';
import { choosePort } from './choosePort';
import type { Upstream } from './engine';
import { describeExit, EngineProcess } from './engineProcess';
import { type Probed, type ProbedStatus, probeEmulator, probeEngine, statusOf } from './probeCapabilities';
import { refuseRealAws } from './realAws';

/** What was opened: the emulator, and our gateway where it stands in front. */
interface Opened {
  readonly emulator: ChaosClient;
  readonly gateway?: { readonly client: ChaosClient; readonly upstream: Upstream };
}

class GatewayInFront implements ChaosFront {
  private readonly logged = new Emitter<LogLine>();
  private readonly lost = new Emitter<string>();
  private readonly clock: Clock;
  private readonly log: Log;
  private process: EngineProcess | undefined;
  private opened: Opened | undefined;
  /** Ends an opening that is under way. */
  private closing = new AbortController();

  readonly onDidLog = this.logged.event;
  readonly onDidLose = this.lost.event;

  constructor(private readonly options: ChaosFrontOptions) {
    this.clock = options.clock ?? systemClock;
    this.log = options.log ?? silentLog;
  }

  async open(endpoint: string, signal?: AbortSignal): Promise<ProbedStatus> {
    await this.close();
    this.closing = new AbortController();
    const either = signal ? AbortSignal.any([signal, this.closing.signal]) : this.closing.signal;
    const settings = this.options.settings();
    const emulator = this.clientOf(endpoint);
    if (!settings.allowRealAws) refuseRealAws(emulator.endpoint);
    const found = emulatorIn(await probeEngine(emulator, either));
    if (found.lack && settings.gateway) {
      const { product } = found.capabilities;
      const upstream = { endpoint: emulator.endpoint, product, reason: found.lack.sentence };
      return this.putInFront(emulator, upstream, settings, either);
    }
    this.opened = { emulator };
    return this.asItIs(found);
  }

  async look(signal?: AbortSignal): Promise<ProbedStatus> {
    const { opened } = this;
    if (!opened) throw new HumanError('The gateway is not running. Start the engine again.', 'unreachable');
    const { gateway, emulator } = opened;
    if (!gateway) return this.asItIs(emulatorIn(await probeEngine(emulator, signal)));
    emulatorIn(await probeEmulator(emulator, signal));
    return inFrontOf(gateway.upstream, statusOf(await probeEngine(gateway.client, signal)));
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.opened = undefined;
    const { process } = this;
    this.process = undefined;
    await process?.stop();
  }

  dispose(): void {
    void this.close();
    this.logged.dispose();
    this.lost.dispose();
  }

  private asItIs(found: Probed): ProbedStatus {
    const status = statusOf(found);
    const { capabilities } = status;
    if (!this.options.readsLog || !capabilities.faults || capabilities.hitCounts) return status;
    return { ...status, capabilities: { ...capabilities, hitsFromLog: true } };
  }

  private async putInFront(
    emulator: ChaosClient,
    upstream: Upstream,
    settings: ChaosFrontSettings,
    signal: AbortSignal,
  ): Promise<ProbedStatus> {
    const port = await choosePort(settings.port);
    signal.throwIfAborted();
    const process = this.spawn(upstream, settings, port);
    try {
      const client = this.clientOf(await process.ready(signal));
      const status = statusOf(await process.whileRunning(probeEngine(client, signal)));
      if (status.state !== 'ready') throw new HumanError(`The gateway has no chaos: ${status.reason}`);
      this.opened = { emulator, gateway: { client, upstream } };
      this.log.info(`Gateway at ${client.endpoint} in front of ${upstream.product} at ${upstream.endpoint}`);
      return inFrontOf(upstream, status);
    } catch (error) {
      await process.stop();
      if (this.process === process) this.process = undefined;
      throw error;
    }
  }

  private spawn(upstream: Upstream, settings: ChaosFrontSettings, port: number): EngineProcess {
    const process = new EngineProcess({
      ...this.options,
      name: 'The gateway',
      clock: this.clock,
      args: gatewayArguments(upstream.endpoint, settings, port),
    });
    this.process = process;
    process.onLine((line) => this.logged.fire(line));
    void process.exited.then((exit) => {
      if (this.process !== process || !this.opened) return; // ended because it was told to, or did not start
      this.process = undefined;
      this.opened = undefined;
      const reason = `The gateway in front of ${upstream.product} ended unexpectedly: ${describeExit(exit)} Start the engine again; its log tells more.`;
      this.log.error(reason);
      this.lost.fire(reason);
    });
    return process;
  }

  private clientOf(endpoint: string): ChaosClient {
    const { fetch } = this.options;
    return new ChaosClient(endpoint, { log: this.log, ...(fetch && { fetch }) });
  }
}

/** Throws when what was found is something else. */
const emulatorIn = (found: Probed): Probed => {
  const { lack } = found;
  if (lack?.kind === 'no-emulator') throw new HumanError(`${lack.sentence} ${lack.next}`, 'unreachable');
  return found;
};

const inFrontOf = (upstream: Upstream, status: ProbedStatus): ProbedStatus => ({ ...status, upstream });

const gatewayArguments = (
  upstream: string,
  { regions, allowRealAws }: ChaosFrontSettings,
  port: number,
): string[] => [
  '--port',
  String(port),
  '--upstream',
  upstream,
  ...(regions[0] === undefined ? [] : ['--regions', regions.join(','), '--region', regions[0]]),
  ...(allowRealAws ? ['--allow-aws'] : []),
];

export const createChaosFront = (options: ChaosFrontOptions): ChaosFront => new GatewayInFront(options);
