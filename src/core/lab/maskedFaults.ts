import type { Capabilities } from '../engines/engine';
import type { FaultRule } from '../faults/rule';
import type { Impact } from './blastRadius';
import { code, type Sentence } from './sentence';

/**
 * How often an engine tries an internal call before it gives up. Ours tries once; LocalStack's own API Gateway calls
 * Lambda through a client that retries four times (docs/data-plane.md).
 */
export const attemptsOf = ({ product }: Pick<Capabilities, 'product'>, impact: Impact): number =>
  impact === 'function' && /^LocalStack\b/.test(product) ? 5 : 1;

/** The share (0 to 1) of requests that fail in the end, when each attempt fails with this probability. */
export const failingShare = (probability: number, attempts: number): number => probability ** attempts;

/** `50 % with 5 attempts leaves 3 % of the requests failing`; undefined where nothing is masked. */
export const maskedSentence = ({ probability = 1 }: FaultRule, attempts: number): Sentence | undefined => {
  if (attempts === 1 || probability >= 1) return undefined;
  const left = percent(failingShare(probability, attempts));
  return [
    `It fires for ${percent(probability)}, but each request makes up to ${attempts} attempts: `,
    code(`${probability}${superscript(attempts)}`),
    ` leaves ${left} of the requests failing.`,
  ];
};

/** `30 %`, `3.1 %`. */
export const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

const superscript = (count: number): string =>
  [...String(count)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
