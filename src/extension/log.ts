import type { LogOutputChannel } from 'vscode';
import type { Log } from '../core/log';

/** The part of the output channel that belongs to one area: each line begins with `[area]`. */
export const areaLog = (channel: LogOutputChannel, area: string): Log => ({
  debug: (message) => channel.debug(`[${area}] ${message}`),
  info: (message) => channel.info(`[${area}] ${message}`),
  warn: (message) => channel.warn(`[${area}] ${message}`),
  error: (message, error) =>
    channel.error(`[${area}] ${message}`, ...(error === undefined ? [] : [stackOf(error)])),
});

const stackOf = (error: unknown): string =>
  error instanceof Error ? [error.stack, causeOf(error)].filter(Boolean).join('\n') : String(error);

const causeOf = ({ cause }: Error): string => (cause === undefined ? '' : `Caused by: ${stackOf(cause)}`);
