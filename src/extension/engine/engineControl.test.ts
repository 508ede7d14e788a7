import assert from 'node:assert/strict';
import { EmulatorThereError } from '../../core/engines/choosePort';
import type { Engine, EngineKind, EngineStatus } from '../../core/engines/engine';
import { readyStatus } from '../../core/engines/fakeStatus';
import { HumanError } from '../../core/errors';
import { Emitter, Tracker } from '../../core/event';
import type { LogLine } from '../../core/logLine';
import { type ContainerEngine, type EmulatorChoice, type EngineChoice, EngineControl } from './engineControl';

const emulator = 'http://127.0.0.1:4566';
const embedded: EngineChoice = { kind: 'embedded' };

/** An engine that serves at once, unless it is told that an emulator is in its way. */
class FakeEngine implements Engine {
  private readonly status = new Tracker<EngineStatus>({ state: 'stopped' });
  readonly onDidChange = this.status.onDidChange;
  readonly onDidLog = new Emitter<LogLine>().event;

  constructor(
    readonly kind: EngineKind,
    private readonly endpoint: string,
    private readonly inTheWay: () => boolean = () => false,
    private readonly serving: (signal?: AbortSignal) => Promise<void> = async () => {},
  ) {}

  get current(): EngineStatus {
    return this.status.current;
  }

  async start(signal?: AbortSignal): Promise<void> {
    if (this.inTheWay()) throw new EmulatorThereError(emulator);
    await this.serving(signal);
    this.status.set(readyStatus({ endpoint: this.endpoint }));
  }

  async stop(): Promise<void> {
    this.status.set({ state: 'stopped' });
  }

  dispose(): void {}
}

class FakeContainerEngine extends FakeEngine implements ContainerEngine {
  readonly asked: string[] = [];
  disposed = false;

  async restart(signal?: AbortSignal): Promise<void> {
    this.asked.push('restart');
    await this.stop();
    await this.start(signal);
  }

  async remove({ volume }: { readonly volume: boolean }): Promise<boolean> {
    this.asked.push(volume ? 'remove with volume' : 'remove');
    const { state } = this.current;
    await this.stop();
    return state === 'ready';
  }

  async close(): Promise<void> {
    this.asked.push('close');
  }

  override dispose(): void {
    this.disposed = true;
  }
}

/** As a container does that is being pulled. */
const untilCancelled = (signal?: AbortSignal): Promise<void> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

const setUp = (answer: EmulatorChoice | undefined, occupied = true) => {
  const left: string[] = [];
  const containers: FakeContainerEngine[] = [];
  let questions = 0;
  const wanted: { choice: EngineChoice; serving?: (signal?: AbortSignal) => Promise<void> } = {
    choice: embedded,
  };
  const control = new EngineControl({
    choose: async () => wanted.choice,
    createLocalStack: () => {
      const container = new FakeContainerEngine('localstack', 'http://127.0.0.1:6000', undefined, (signal) =>
        wanted.serving ? wanted.serving(signal) : Promise.resolve(),
      );
      containers.push(container);
      return container;
    },
    createEmbedded: (whenEmulator) =>
      new FakeEngine('embedded', 'http://127.0.0.1:5000', () => occupied && whenEmulator() === 'report'),
    createExternal: (endpoint) => {
      if (!endpoint.startsWith('http')) throw new HumanError('That is no endpoint.', 'usage');
      return new FakeEngine('external', endpoint);
    },
    askAboutEmulator: async () => {
      questions++;
      return answer;
    },
    leave: async () => {
      left.push(control.engine.current.state);
    },
  });
  return { control, left, wanted, containers, questions: () => questions };
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

  it('starts what the settings say by then', async () => {
    const { control, wanted } = setUp(undefined, false);
    wanted.choice = { kind: 'localstack' };
    assert.equal(await control.start(), 'http://127.0.0.1:6000');
    await control.stop();
    wanted.choice = { kind: 'external', endpoint: emulator };
    assert.equal(await control.start(), emulator);
    assert.equal(control.has({ kind: 'external', endpoint: emulator }), true);
    assert.equal(control.has({ kind: 'external', endpoint: 'http://elsewhere' }), false);
  });

  it('puts one engine in place when two start at once', async () => {
    const { control, wanted } = setUp(undefined, false);
    wanted.choice = { kind: 'localstack' };
    assert.deepEqual(await Promise.all([control.start(), control.start()]), [
      'http://127.0.0.1:6000',
      'http://127.0.0.1:6000',
    ]);
    assert.equal(control.engine.current.state, 'ready');
  });

  it('takes its faults back from a container too, which may go on for another window', async () => {
    const { control, left, wanted } = setUp(undefined, false);
    wanted.choice = { kind: 'localstack' };
    await control.start();
    await control.stop();
    assert.deepEqual(left, ['ready']);
  });

  it('restarts as what the settings say by then, and attaches again to what was attached to', async () => {
    const { control, wanted } = setUp(undefined, false);
    await control.start();
    wanted.choice = { kind: 'localstack' };
    assert.equal(await control.restart(), 'http://127.0.0.1:6000');
    await control.attach(emulator);
    assert.equal(await control.restart(), emulator);
    assert.equal(await control.switchOver(), 'http://127.0.0.1:6000');
  });

  it('restarts elsewhere when the endpoint came from the settings and they name another by then', async () => {
    const { control, wanted } = setUp(undefined, false);
    wanted.choice = { kind: 'external', endpoint: emulator };
    await control.start();
    wanted.choice = { kind: 'external', endpoint: 'http://elsewhere:4566' };
    assert.equal(await control.restart(), 'http://elsewhere:4566');
  });

  it('restarts a container as its engine does, which knows who else uses it', async () => {
    const { control, left, wanted, containers } = setUp(undefined, false);
    wanted.choice = { kind: 'localstack' };
    await control.start();
    assert.equal(await control.restart(), 'http://127.0.0.1:6000');
    assert.deepEqual([containers.length, containers[0]?.asked, left], [1, ['restart'], ['ready']]);
    wanted.choice = embedded;
    assert.equal(await control.restart(), 'http://127.0.0.1:5000');
    assert.deepEqual(containers[0]?.asked, ['restart']);
  });

  it('removes the container that it works with, and one that nobody works with at present', async () => {
    const { control, wanted, containers } = setUp(undefined, false);
    assert.equal(await control.removeContainer({ volume: true }), false);
    assert.deepEqual([containers[0]?.asked, containers[0]?.disposed], [['remove with volume'], true]);
    wanted.choice = { kind: 'localstack' };
    await control.start();
    assert.equal(await control.removeContainer({ volume: false }), true);
    assert.deepEqual(
      [containers.length, containers[1]?.asked, containers[1]?.disposed],
      [2, ['remove'], false],
    );
  });

  it('when the window closes, ends what is its own, and leaves a container to who knows of the others', async () => {
    const { control, wanted, containers } = setUp(undefined, false);
    await control.start();
    await control.close();
    assert.deepEqual(control.engine.current, { state: 'stopped' });
    wanted.choice = { kind: 'localstack' };
    await control.start();
    await control.close();
    assert.deepEqual(containers[0]?.asked, ['close']);
  });

  it('ends a start that takes long when it is cancelled, or stopped', async () => {
    const { control, wanted } = setUp(undefined, false);
    wanted.choice = { kind: 'localstack' };
    wanted.serving = untilCancelled;
    for (const end of [() => control.cancel(), () => control.stop()]) {
      const started = control.start();
      await new Promise(setImmediate);
      await end();
      await assert.rejects(started, { name: 'AbortError' });
    }
  });

  it('keeps the engine in place when the next one cannot be made', async () => {
    const { control, wanted } = setUp(undefined, false);
    await control.start();
    await assert.rejects(control.attach('nonsense'), /no endpoint/);
    assert.deepEqual([control.engine.kind, control.engine.current.state], ['embedded', 'ready']);
    wanted.choice = { kind: 'localstack' };
    assert.equal(await control.restart(), 'http://127.0.0.1:6000');
  });
});
