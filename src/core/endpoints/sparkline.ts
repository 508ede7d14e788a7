import type { Sample } from './endpoint';
import { isFailure } from './health';

const blocks = '▁▂▃▄▅▆▇█';
const failed = '×';

/** The last samples as a line of text: the height is the duration, `×` a failure. Answers under 100 ms stay low. */
export const sparkline = (samples: readonly Sample[], width = 12): string => {
  const shown = samples.slice(-width);
  const tallest = Math.max(100, ...shown.filter((sample) => !isFailure(sample)).map((s) => s.durationMs));
  return shown.map((sample) => (isFailure(sample) ? failed : block(sample.durationMs / tallest))).join('');
};

const block = (share: number) => blocks[Math.min(blocks.length - 1, Math.floor(share * blocks.length))];
