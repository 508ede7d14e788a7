/**
 * The fewest answers with which a limit can be met at a confidence, all of them being good: with n good answers the
 * upper bound of the error rate is 1 - (1 - confidence)^(1/n) (Clopper and Pearson), and the slowest of n is above the
 * percentile p with a confidence of 1 - p^n.
 */
export const samplesNeeded = (
  confidence: number,
  { errorRate, percentile }: { readonly errorRate: unknown; readonly percentile: unknown },
): number => {
  const shares = [
    ...(typeof errorRate === 'number' ? [1 - errorRate] : []),
    ...(typeof percentile === 'number' ? [percentile / 100] : []),
  ].filter((share) => share > 0 && share < 1);
  const counts = shares.map((share) => Math.ceil(Math.log(1 - confidence) / Math.log(share) - 1e-9));
  return Math.max(1, ...counts);
};
