import type * as vscode from 'vscode';

/** What was told of one run of tests. */
export interface RecordedRun {
  /** The last state of each test, by its id. */
  states(): Record<string, string>;
  messages(id: string): readonly vscode.TestMessage[];
  output(): string;
  hasEnded(): boolean;
}

/** Hands out the runs that a controller makes meanwhile; VS Code is told as well. */
export const recordingRuns = async <T>(
  controller: vscode.TestController,
  use: (runs: readonly RecordedRun[]) => Promise<T>,
): Promise<T> => {
  const create = controller.createTestRun;
  const runs: RecordedRun[] = [];
  controller.createTestRun = (...args) => {
    const real = create.apply(controller, args);
    const { recorded, run } = record(real);
    runs.push(recorded);
    return run;
  };
  try {
    return await use(runs);
  } finally {
    controller.createTestRun = create;
  }
};

type State = 'enqueued' | 'started' | 'passed' | 'failed' | 'errored' | 'skipped';

const record = (real: vscode.TestRun) => {
  const states = new Map<string, State>();
  const messages = new Map<string, vscode.TestMessage[]>();
  let [output, hasEnded] = ['', false];
  const tell = (state: State) => (item: vscode.TestItem, said?: unknown, durationMs?: number) => {
    states.set(item.id, state);
    if (state !== 'failed' && state !== 'errored') return real[state as 'passed'](item, said as number);
    messages.set(item.id, said as vscode.TestMessage[]);
    real[state](item, said as vscode.TestMessage[], durationMs);
  };
  const run = new Proxy(real, {
    get: (_target, name) => {
      if (name === 'appendOutput') return append;
      if (name === 'end') return end;
      const isState =
        typeof name === 'string' && /^(enqueued|started|passed|failed|errored|skipped)$/.test(name);
      return isState ? tell(name as State) : real[name as keyof vscode.TestRun];
    },
  });
  const append = (text: string) => {
    output += text;
    real.appendOutput(text);
  };
  const end = () => {
    hasEnded = true;
    real.end();
  };
  const recorded: RecordedRun = {
    states: () => Object.fromEntries(states),
    messages: (id) => messages.get(id) ?? [],
    output: () => output,
    hasEnded: () => hasEnded,
  };
  return { recorded, run };
};
