import { stripVTControlCharacters } from 'node:util';
import type { LogLine } from '../logLine';

/** As LocalStack's logger writes: `2026-11-23T07:11:29.123  INFO --- [et.reactor-0] localstack.request.aws : …`. */
const localstack =
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,]\d+\s+(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|FATAL)\b/;

const levels: Readonly<Record<string, LogLine['level']>> = {
  TRACE: 'debug',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  WARNING: 'warn',
  ERROR: 'error',
  CRITICAL: 'error',
  FATAL: 'error',
};

/** The level of a line that a container printed, as far as it tells one, without what colours it. */
export const parseLogLine = (raw: string): LogLine => {
  const text = stripVTControlCharacters(raw);
  return { level: levels[localstack.exec(text)?.[1] ?? ''] ?? 'info', text };
};
