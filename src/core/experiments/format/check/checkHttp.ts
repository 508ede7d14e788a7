import { isRecord } from '../isRecord';
import { warnOfExpectedStatus } from './expectedStatus';
import { checkFields, checkText } from './fields';
import { isVariable } from './isVariable';
import { knownFields } from './knownFields';
import type { Path, Problems } from './problems';

/** Source: `chaoslib.provider.http`: what it checks, and what it gives up on later. */
export const checkHttp = (
  provider: Readonly<Record<string, unknown>>,
  path: Path,
  problems: Problems,
): void => {
  checkFields(provider, [...knownFields.http, 'expected_status'], path, problems);
  warnOfExpectedStatus(provider, path, problems);
  checkUrl(provider, path, problems);
  const { method, verify_tls: verifyTls, max_retries: maxRetries } = provider;
  if (method !== undefined && (typeof method !== 'string' || !/^[A-Za-z-]+$/.test(method)))
    problems.error([...path, 'method'], '"method" is one of GET, POST, PUT, PATCH, DELETE and their kind.');
  checkHeaders(provider.headers, [...path, 'headers'], problems);
  checkTimeout(provider.timeout, [...path, 'timeout'], problems);
  if (verifyTls !== undefined && typeof verifyTls !== 'boolean')
    problems.error([...path, 'verify_tls'], '"verify_tls" is true or false, without quotes.');
  if (maxRetries !== undefined && !(Number.isInteger(maxRetries) && (maxRetries as number) >= 0))
    problems.error([...path, 'max_retries'], '"max_retries" is a whole number, from 0 on.');
  warnOfForm(provider, path, problems);
};

const checkUrl = (provider: Readonly<Record<string, unknown>>, path: Path, problems: Problems): void => {
  checkText(provider, 'url', {
    path,
    problems,
    missing: 'An http provider needs a url. Add what is to be called.',
  });
  const { url } = provider;
  if (typeof url !== 'string' || url === '' || url.includes('$')) return;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    problems.error(
      [...path, 'url'],
      `${url} is no URL that could be called. It begins with http:// or https://.`,
    );
};

const checkHeaders = (headers: unknown, path: Path, problems: Problems): void => {
  if (headers === undefined || headers === null) return;
  if (!isRecord(headers)) {
    problems.error(path, '"headers" has to be a mapping of names to values.');
    return;
  }
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' && value !== null)
      problems.error([...path, name], `The header ${name} has to be a text. Put it in quotes.`);
  }
};

const checkTimeout = (timeout: unknown, path: Path, problems: Problems): void => {
  if (timeout === undefined || timeout === null || isVariable(timeout)) return;
  if (Array.isArray(timeout)) {
    if (timeout.length === 2 && timeout.every((each) => isSeconds(each) || each === null || isVariable(each)))
      return;
    problems.error(path, 'A timeout in two parts is [seconds to connect, seconds to wait for the answer].');
  } else if (!isSeconds(timeout))
    problems.error(
      path,
      'A timeout is a number of seconds above 0, or [seconds to connect, seconds to wait].',
    );
};

const isSeconds = (value: unknown): boolean => typeof value === 'number' && value > 0;

/** The body is JSON only with a header of exactly this name and value; else a form, which a list is none of. */
const warnOfForm = (
  { method, headers, arguments: body }: Readonly<Record<string, unknown>>,
  path: Path,
  problems: Problems,
): void => {
  const isGet = method === undefined || (typeof method === 'string' && method.toUpperCase() === 'GET');
  if (isGet || !(isRecord(body) || Array.isArray(body)) || Object.keys(body).length === 0) return;
  if (isRecord(headers) && headers['Content-Type'] === 'application/json') return;
  const written = isRecord(headers)
    ? Object.keys(headers).find((name) => name.toLowerCase() === 'content-type')
    : undefined;
  const saysJson =
    written !== undefined && /json/i.test(String((headers as Record<string, unknown>)[written]));
  if (saysJson)
    problems.warning(
      [...path, 'headers', written],
      'The body is sent as JSON only with the header Content-Type: application/json, to the letter. It is sent as a form now.',
    );
  else if (Array.isArray(body) || Object.values(body).some((each) => isRecord(each)))
    problems.warning(
      [...path, 'arguments'],
      'This body is sent as a form, which it is no data for. Add the header Content-Type: application/json.',
    );
};
