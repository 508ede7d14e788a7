/** The chance of at most `k` hits in `n` tries of probability `p`, each by itself. */
export const binomialCdf = (k: number, n: number, p: number): number => {
  if (k >= n || p <= 0) return 1;
  if (k < 0 || p >= 1) return 0;
  const odds = Math.log(p) - Math.log1p(-p);
  let term = n * Math.log1p(-p); // as a logarithm, since it may be too small for a number
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(term);
    term += Math.log((n - i) / (i + 1)) + odds;
  }
  return Math.min(1, sum);
};

const steps = 60;

/**
 * The share that the true one does not exceed, at a confidence, when `bad` of `n` were seen: the bound of Clopper and
 * Pearson, one-sided. 1 when nothing was seen.
 */
export const upperShare = (bad: number, n: number, confidence: number): number => {
  if (bad >= n) return 1;
  let [low, high] = [bad / n, 1];
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    if (binomialCdf(bad, n, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
};

/**
 * The value that a percentile does not exceed, at a confidence: the smallest order statistic whose rank is high enough.
 * `sorted` ascends. Undefined when there are too few values to tell.
 */
export const upperPercentile = (
  sorted: readonly number[],
  percentile: number,
  confidence: number,
): number | undefined => {
  const n = sorted.length;
  let [low, high] = [1, n + 1];
  while (low < high) {
    const rank = Math.floor((low + high) / 2);
    if (binomialCdf(rank - 1, n, percentile / 100) >= confidence && rank <= n) high = rank;
    else low = rank + 1;
  }
  // binomialCdf(n - 1) is what even the largest value can tell.
  return low <= n ? sorted[low - 1] : undefined;
};

/** The smallest value that so many percent do not exceed; undefined for none. */
export const percentileOf = (sorted: readonly number[], percentile: number): number | undefined =>
  sorted[Math.max(0, Math.ceil((sorted.length * percentile) / 100) - 1)];
