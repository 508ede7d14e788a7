/** As much of VS Code's `TestItem` as a choice needs. */
export interface ChosenItem {
  readonly id: string;
  readonly parent?: ChosenItem | undefined;
  readonly children: Iterable<readonly [string, ChosenItem]>;
}

export interface TestChoice<Item> {
  /** All of them when absent. */
  readonly include?: readonly Item[] | undefined;
  readonly exclude?: readonly Item[] | undefined;
}

/**
 * The experiments that a request is about, each with the ids of its tests that are to be shown: all of them, unless single
 * ones were chosen.
 */
export const chosenTests = <Item extends ChosenItem>(
  roots: Iterable<readonly [string, Item]>,
  { include, exclude = [] }: TestChoice<Item>,
): Map<Item, string[]> => {
  const chosen = new Map<Item, Set<string>>();
  const without = new Set<ChosenItem>(exclude);
  for (const item of include ?? [...roots].map(([, root]) => root)) {
    const experiment = (item.parent ?? item) as Item;
    if (without.has(experiment) || without.has(item)) continue;
    const tests = chosen.get(experiment) ?? new Set();
    const asked = item === experiment ? [...experiment.children].map(([, child]) => child) : [item];
    for (const test of asked) if (!without.has(test)) tests.add(test.id);
    chosen.set(experiment, tests);
  }
  return new Map([...chosen].map(([experiment, tests]) => [experiment, [...tests]]));
};
