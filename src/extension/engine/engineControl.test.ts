import assert from 'node:assert/strict';
import { EmulatorThereError } from '../../core/engines/choosePort';
import type { Engine, EngineKind, EngineStatus } from '../../core/engines/engine';
import { Emitter, Tracker } from '../../core/event';
import type { LogLine } from '../../core/logLine';
import { type EmulatorChoice, EngineControl } from './engineControl';

const emulator = 'http://127.0.0.1:4566';

/** An engine that serves at once, unless it is told that an emulator is in its way. */
class FakeEngine implements Engine {
  private readonly status = new Tracker<EngineStatus>({ state: 'stopped' });
  readonly onDidChange = this.status.onDidChange;
  readonly onDidLog = new Emitter<LogLine>().event;

  constructor(
    readonly kind: EngineKind,
    private readonly endpoint: string,
    private readonly inTheWay: () => boolean = () => false,
  ) {}

  get current(): EngineStatus {
    return this.status.current;
  }

  async start(): Promise<void> {
    if (this.inTheWay()) throw new EmulatorThereError(emulator);
    const capabilities = {
      faults: true,
      effects: true,
      leases: true,
      events: true,
      hitCounts: true,
      product: 'fake',
    };
    this.status.set({ state: 'ready', endpoint: this.endpoint, capabilities });
  }

  async stop(): Promise<void> {
    this.status.set({ state: 'stopped' });
  }

  dispose(): void {}
}

const setUp = (answer: EmulatorChoice | undefined, occupied = true) => {
  const left: string[] = [];
  let questions = 0;
  const control = new EngineControl({
    createEmbedded: (whenEmulator) =>
      new FakeEngine('embedded', 'http://127.0.0.1:5000', () => occupied && whenEmulator() === 'report'),
    createExternal: (endpoint) => new FakeEngine('external', endpoint),
    askAboutEmulator: async () => {
      questions++;
      return answer;
    },
    leave: async () => {
      left.push(control.engine.current.state);
    },
  });
  return { control, left, questions: () => questions };
};

describe('EngineControl', () => {
  it('starts the embedded engine, and starting again changes nothing', async () => {
    const { control, questions } = setUp(undefined, false);
    assert.equal(await control.start(), 'http://127.0.0.1:5000');
    assert.equal(await control.start(), 'http://127.0.0.1:5000');
    assert.deepEqual([control.engine.kind, questions()], ['embedded', 0]);
  });

  it('attaches to an emulator that is in the way when the person says so', async () => {
    const { control } = setUp('attach');
    assert.equal(await control.start(), emulator);
    assert.equal(control.engine.kind, 'external');
  });

  it('takes a free port when the person says so, and does not ask again', async () => {
    const { control, questions } = setUp('freePort');
    assert.equal(await control.start(), 'http://127.0.0.1:5000');
    await control.stop();
    await control.start();
    assert.deepEqual([control.engine.kind, questions()], ['embedded', 1]);
  });

  it('stays stopped when the person turns away', async () => {
    const { control } = setUp(undefined);
    assert.equal(await control.start(), undefined);
    assert.deepEqual(control.engine.current, { state: 'stopped' });
  });

  it('takes its faults back before it lets go of an engine that goes on', async () => {
    const { control, left } = setUp('attach', false);
    await control.start();
    await control.stop();
    assert.deepEqual(left, []);
    await control.attach(emulator);
    await control.stop();
    assert.deepEqual([left, control.engine.current.state], [['ready'], 'stopped']);
  });

  it('starts one of ours again after somebody else’s', async () => {
    const { control } = setUp(undefined, false);
    await control.attach(emulator);
    await control.stop();
    assert.equal(await control.start(), 'http://127.0.0.1:5000');
    assert.equal(control.engine.kind, 'embedded');
  });
});
