/** Requests a second that can be chosen; 0 is off. */
export const loadRates: readonly number[] = [0, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200];

/** Requests a second of all endpoints together: the load runs in the extension host, which has other things to do. */
export const maxTotalRate = 400;

/** What is given for a rate that the others leave no room for: the largest rate that fits. */
export const fittingRate = (wanted: number, others: number): number =>
  loadRates.filter((rate) => rate <= wanted && rate + others <= maxTotalRate).at(-1) ?? 0;

/** `5/s`, `1 each 5 s`. */
export const describeRate = (rate: number): string => {
  if (rate === 0) return 'off';
  return rate < 1 ? `1 each ${Math.round(1 / rate)} s` : `${Math.round(rate * 10) / 10}/s`;
};
