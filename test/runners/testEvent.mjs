// @ts-check

/**
 * What happens in a run of a suite, in any host, a JSON object a line.
 *
 * @typedef {{ type: 'suite', title: string, depth: number }
 *   | { type: 'pass', title: string, path: string[], depth: number, durationMs: number }
 *   | { type: 'skip', title: string, path: string[], depth: number, reason: string }
 *   | { type: 'fail', title: string, path: string[], depth: number, error: string }
 *   | { type: 'end' }} TestEvent
 */

const slowMs = 1000;

/** @param {TestEvent} event @returns {string} lines for a terminal */
export function formatEvent(event) {
  if (event.type === 'end') return '';
  const indent = '  '.repeat(event.depth + 1);
  switch (event.type) {
    case 'suite':
      return `${indent}${event.title}\n`;
    case 'pass':
      return `${indent}✔ ${event.title}${event.durationMs < slowMs ? '' : ` (${Math.round(event.durationMs)} ms)`}\n`;
    case 'skip':
      return `${indent}- ${event.title} (skipped: ${event.reason})\n`;
    case 'fail':
      return `${indent}✖ ${event.title}\n${event.error.replaceAll(/^/gm, `${indent}  `)}\n`;
  }
}

/**
 * @param {string} text of a results file; a last line that is still being written is left out
 * @returns {TestEvent[]}
 */
export function parseEvents(text) {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
