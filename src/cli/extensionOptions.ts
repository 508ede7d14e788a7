import { type Command, InvalidArgumentError } from 'commander';
import type { ExtendedRule, Latency } from '../core/faults/rule';
import { duration, wholeNumber } from './options';

/** The options that name the fields of a rule beyond LocalStack's. */
export interface ExtensionOptions {
  readonly latency?: Latency;
  readonly reset?: true;
  readonly timeout?: number;
  readonly count?: number;
}

export const withExtensionOptions = (command: Command): Command =>
  command
    .option(
      '--latency <ms>',
      'delay: 200, 100-300, normal:200,50 (mean, deviation) or lognormal:80,0.4 (median, sigma); without --status or --code what is delayed passes',
      latencyRange,
    )
    .option('--reset', 'cut the connection instead of an answer')
    .option('--timeout <duration>', 'no answer; the connection is closed after this time, like 5s', duration)
    .option('--count <number>', 'only for the first so many requests that fit', wholeNumber);

export const extensionsOfOptions = ({
  latency,
  reset,
  timeout,
  count,
}: ExtensionOptions): Partial<ExtendedRule> => ({
  ...(latency && { latency }),
  ...(reset && { reset }),
  ...(timeout !== undefined && { timeout: { ms: timeout } }),
  ...(count !== undefined && { count }),
});

/** `200`, `100-300`, `normal:200,50`, `lognormal:80,0.4`, each with or without `ms`. */
export const latencyRange = (text: string): Latency => {
  const [, min, max = min] = /^(\d+(?:\.\d+)?)(?:ms)?(?:-(\d+(?:\.\d+)?)(?:ms)?)?$/.exec(text) ?? [];
  if (min !== undefined) return { min: Number(min), max: Number(max) };
  const [, name, middle, width] = /^(normal|lognormal):(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (name === 'normal') return { distribution: 'normal', mean: Number(middle), deviation: Number(width) };
  if (name === 'lognormal')
    return { distribution: 'lognormal', median: Number(middle), sigma: Number(width) };
  throw new InvalidArgumentError(
    'Give milliseconds: 200, 100-300, normal:200,50 (mean, deviation) or lognormal:80,0.4 (median, sigma).',
  );
};
