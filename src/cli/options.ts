import { type Command, InvalidArgumentError } from 'commander';
import { isRealAwsHost } from '../core/engines/realAws';
import { HumanError } from '../core/errors';
import { normalizeEndpoint } from '../core/http/normalizeEndpoint';

/** What every command that talks to an engine takes. */
export interface EngineOptions {
  readonly endpoint: string;
  readonly json?: true;
}

export const withJson = (command: Command): Command =>
  command.option('--json', 'print the result as JSON, and everything else to stderr');

export const withEngineOptions = (command: Command): Command =>
  withJson(
    command.option(
      '--endpoint <url>',
      'where the engine is',
      asUsage(emulatorEndpoint),
      'http://127.0.0.1:4566',
    ),
  );

/** Its origin. Throws a `HumanError` for what is no URL, and for AWS itself. */
export const emulatorEndpoint = (text: string): string => {
  const origin = normalizeEndpoint(text);
  const { hostname } = new URL(origin);
  if (!isRealAwsHost(hostname)) return origin;
  throw new HumanError(
    `${hostname} is AWS itself: faults and deployments belong on an emulator. Give the URL of an engine, like http://127.0.0.1:4566.`,
    'usage',
  );
};

/** An option's parser that reports as commander does. */
export const asUsage =
  <T>(parse: (text: string) => T) =>
  (text: string): T => {
    try {
      return parse(text);
    } catch (error) {
      if (error instanceof HumanError) throw new InvalidArgumentError(error.message);
      throw error;
    }
  };

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `500ms`, `30s`, `5m`, `1h`, in ms. */
export const duration = (text: string): number => {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Math.round(Number(count) * (units[unit ?? ''] ?? Number.NaN));
  if (ms > 0) return ms;
  throw new InvalidArgumentError('Give a number with its unit, like 30s, 5m or 1h.');
};

export const wholeNumber = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number.');
};

export const decimal = (text: string): number => {
  if (/^\d*\.?\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a number.');
};

/** `us-east-1,us-west-2`. */
export const regionList = (text: string): string[] => {
  const regions = [...new Set(text.split(',').map((region) => region.trim()))];
  if (regions.every((region) => /^[a-z]{2}(-[a-z]+)+-\d+$/.test(region))) return regions;
  throw new InvalidArgumentError('Give AWS regions with commas between them, like us-east-1,us-west-2.');
};

/** Where the sample goes, and where the lab looks, unless told otherwise. */
export const defaultRegions: readonly string[] = ['us-east-1', 'us-west-2'];
