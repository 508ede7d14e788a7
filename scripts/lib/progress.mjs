// @ts-check

/**
 * @typedef {object} Progress
 * @property {(text: string) => void} info a line of its own
 * @property {<T>(title: string, work: () => Promise<T>) => Promise<T>} step a titled piece of work
 */

const repeatMs = 15_000;

/**
 * Says on `stream` what is under way: a line when a step begins, one every 15 s while it lasts
 * (a silent minute looks like a hang), one with its duration when it took a noticeable time.
 *
 * @param {{ write(text: string): unknown }} [stream]
 * @returns {Progress}
 */
export function createProgress(stream = process.stdout) {
  const info = (/** @type {string} */ text) => void stream.write(`${text}\n`);
  return {
    info,
    async step(title, work) {
      const startedAt = Date.now();
      const seconds = () => Math.round((Date.now() - startedAt) / 1000);
      info(`• ${title} …`);
      const timer = setInterval(() => info(`  still at it: ${title} (${seconds()} s)`), repeatMs);
      try {
        const result = await work();
        if (seconds() >= 2) info(`  done in ${seconds()} s`);
        return result;
      } finally {
        clearInterval(timer);
      }
    },
  };
}
