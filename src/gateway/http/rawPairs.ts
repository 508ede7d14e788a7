/** Raw headers, name, value, name, value …, two by two. */
export const rawPairs = (raw: readonly string[]): [name: string, value: string][] =>
  Array.from({ length: Math.floor(raw.length / 2) }, (_, at) => [raw[2 * at] ?? '', raw[2 * at + 1] ?? '']);
