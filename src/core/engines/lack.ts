import * as v from 'valibot';
import { type Answer, quote } from '../http/answer';
import { licence } from '../http/wire';
import { isAnyEmulator, isLocalStack, type ProductAnswers, productOf } from './product';

/** What keeps an endpoint from being a chaos engine. */
export interface Lack {
  /** `no-emulator`: what answers is something else. `no-chaos`: an emulator that our gateway can stand in front of. */
  readonly kind: 'no-emulator' | 'no-chaos';
  /** What is missing, in one sentence. */
  readonly sentence: string;
  /** The next step of who cannot have a gateway in front. */
  readonly next: string;
}

export interface LackAnswers extends ProductAnswers {
  readonly licence?: Answer;
  readonly faults?: Answer;
}

/** What is missing where `answers` came from; only for who has no Chaos API. */
export const lackOf = (endpoint: string, answers: LackAnswers): Lack => {
  if (!isAnyEmulator(answers)) return noEmulator(endpoint, answers.health);
  return {
    kind: 'no-chaos',
    sentence: whyNoChaos(answers),
    next: `Turn the setting "chaos.gateway" on, or run "chaos-lab engine --upstream ${endpoint}" in front of it.`,
  };
};

const noEmulator = (endpoint: string, answer: Answer): Lack => {
  const [sentence, next] = whatElse(endpoint, answer);
  return { kind: 'no-emulator', sentence, next };
};

const whatElse = (endpoint: string, answer: Answer): readonly [sentence: string, next: string] => {
  const { status, headers } = answer;
  if (status >= 300 && status < 400 && headers.location) {
    const target = originOf(headers.location, endpoint);
    return [
      `${endpoint} sends callers on to ${target}.`,
      `Give ${target} as the endpoint if the emulator is there.`,
    ];
  }
  if (status === 403 && answer.text.includes('--allow-host')) {
    return [
      `An engine of Chaos Lab answers at ${endpoint}, but not to this name.`,
      `Start it with --allow-host ${new URL(endpoint).hostname}.`,
    ];
  }
  if (status === 401 || status === 403 || status === 407) {
    return [
      `What answers at ${endpoint} lets nobody in without permission (${quote(answer)}).`,
      'Reach the emulator past it, by a port-forward for example.',
    ];
  }
  if (status >= 502 && status <= 504) {
    return [
      `The emulator behind the proxy at ${endpoint} does not answer (${quote(answer)}).`,
      'Start the emulator, then try again.',
    ];
  }
  if (isPage(answer)) {
    return [
      `What answers at ${endpoint} is a web page${titleOf(answer)}, no AWS emulator.`,
      'Check the endpoint.',
    ];
  }
  return [`What answers at ${endpoint} is no AWS emulator (${quote(answer)}).`, 'Check the endpoint.'];
};

/** Without a path and a query, which are of no use as an endpoint and may hold a secret. */
const originOf = (location: string, base: string): string =>
  URL.canParse(location, base) ? new URL(location, base).origin : location;

const isPage = ({ headers, text }: Answer): boolean =>
  /^text\/html/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype )?html/i.test(text);

const titleOf = ({ text }: Answer): string => {
  const title = /<title[^>]*>\s*([^<]{1,80}?)\s*<\/title>/i.exec(text)?.[1];
  return title ? ` ("${title.replace(/\s+/g, ' ')}")` : '';
};

const whyNoChaos = (answers: LackAnswers): string => {
  const { faults } = answers;
  const product = productOf(answers);
  const name = product.charAt(0).toUpperCase() + product.slice(1);
  if (faults?.status !== 404) {
    const got = faults ? quote(faults) : 'nothing';
    return `The Chaos API of ${product} does not work: GET /_localstack/chaos/faults gave ${got}.`;
  }
  if (faults.text.trim() !== '' || !isLocalStack(answers)) return `${name} has no Chaos API.`;
  switch (chaosLicence(answers.licence)) {
    case 'included':
      return `${name} does not serve the Chaos API, though its licence includes it.`;
    case 'missing':
      return `${name} runs without the Chaos API: its licence does not include it.`;
    case 'unknown':
      return `${name} runs without the Chaos API: it has no licence that includes it, or is too old.`;
  }
};

const chaosPlugin = 'localstack.platform.plugin/chaos';

const chaosLicence = (answer: Answer | undefined): 'included' | 'missing' | 'unknown' => {
  const said = v.safeParse(licence, answer?.json);
  if (answer?.status !== 200 || !said.success || said.output.available_plugins === undefined)
    return 'unknown';
  return JSON.stringify(said.output.available_plugins).includes(`"${chaosPlugin}"`) ? 'included' : 'missing';
};
