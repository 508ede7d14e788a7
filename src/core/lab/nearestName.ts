/** The name that was most likely meant; undefined when none is near. Case does not count. */
export const nearestName = (typed: string, names: Iterable<string>): string | undefined => {
  const wanted = typed.toLowerCase();
  let nearest: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance <= tolerated(wanted, name) && distance < (nearest?.distance ?? Infinity))
      nearest = { name, distance };
  }
  return nearest?.name;
};

/** One slip in three letters. */
const tolerated = (typed: string, name: string): number =>
  Math.max(1, Math.floor(Math.min(typed.length, name.length) / 3));

/** Levenshtein's: letters inserted, left out or exchanged. */
const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};
