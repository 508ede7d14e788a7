import * as v from 'valibot';
import { type Answer, quote } from '../http/answer';
import type { ChaosClient } from '../http/chaosClient';
import { engineAbilities, faultRules, health, licence } from '../http/wire';
import type { Capabilities, EngineStatus } from './engine';

/** What an engine answered to the probes; what was not asked is absent. */
export interface ProbeAnswers {
  readonly health: Answer;
  readonly info?: Answer;
  readonly licence?: Answer;
  readonly faults?: Answer;
  readonly effects?: Answer;
  /** `/_chaos/capabilities`: only our engine has it. */
  readonly abilities?: Answer;
}

export type ProbedStatus = Extract<EngineStatus, { readonly state: 'ready' | 'without-chaos' }>;

/** What keeps an endpoint from being a chaos engine. */
export interface Lack {
  /** `no-emulator`: what answers is something else. `no-chaos`: an emulator that our gateway can stand in front of. */
  readonly kind: 'no-emulator' | 'no-chaos';
  /** Without a next step: that depends on who asks. */
  readonly sentence: string;
}

/** What was found at an endpoint. */
export interface Probed {
  readonly endpoint: string;
  readonly capabilities: Capabilities;
  /** Absent when chaos is ready. */
  readonly lack?: Lack;
}

/** Asks an engine what it can do. Rejects with a `HumanError` of kind `unreachable` when nothing answers. */
export const probeCapabilities = async (client: ChaosClient, signal?: AbortSignal): Promise<ProbedStatus> =>
  statusOf(await probeEngine(client, signal));

/** As `probeCapabilities`, with what is missing for who can mend it. */
export const probeEngine = async (client: ChaosClient, signal?: AbortSignal): Promise<Probed> => {
  const get = (path: string) => client.ask('GET', path, undefined, signal);
  const health = await client.health(signal);
  const [info, abilities, faults, effects] = await Promise.all([
    client.info(signal),
    client.capabilities(signal),
    get('/_localstack/chaos/faults'),
    get('/_localstack/chaos/effects'),
  ]);
  // Only to explain a missing Chaos API: unlicensed images take long to answer it.
  const licence = faults.status === 200 ? undefined : await get('/_localstack/licenseinfo');
  return readProbes(client.endpoint, {
    health,
    info,
    abilities,
    faults,
    effects,
    ...(licence && { licence }),
  });
};

/** What the answers say. Never decides from the edition or a good health answer alone (LocalStack's clones have both). */
export const readProbes = (endpoint: string, answers: ProbeAnswers): Probed => {
  const capabilities = readCapabilities(answers);
  return {
    endpoint,
    capabilities,
    ...(!capabilities.faults && { lack: lackOf(endpoint, answers) }),
  };
};

export const statusOf = ({ endpoint, capabilities, lack }: Probed): ProbedStatus => {
  if (!lack) return { state: 'ready', endpoint, capabilities };
  const next =
    lack.kind === 'no-emulator'
      ? 'Check the endpoint.'
      : `Turn the setting "chaos.gateway" on, or run "chaos-lab engine --upstream ${endpoint}" in front of it.`;
  return { state: 'without-chaos', endpoint, capabilities, reason: `${lack.sentence} ${next}` };
};

const readCapabilities = ({ faults, effects, abilities, ...rest }: ProbeAnswers): Capabilities => {
  const own = abilities?.status === 200 ? v.safeParse(engineAbilities, abilities.json) : undefined;
  const can = own?.success ? own.output : undefined;
  return {
    faults: faults?.status === 200 && v.is(faultRules, faults.json),
    effects: effects?.status === 200,
    leases: can?.leases ?? false,
    events: can?.events ?? false,
    hitCounts: can?.hitCounts ?? false,
    product: can ? [can.product, can.version].filter(Boolean).join(' ') : productOf(rest),
  };
};

const productOf = ({ health: answer }: Pick<ProbeAnswers, 'health'>): string => {
  const said = v.safeParse(health, answer.json);
  if (!isEmulator(answer) || !said.success) return 'an unknown server';
  const { version, edition } = said.output;
  const isLocalStack = edition !== undefined && /^(community|pro|enterprise)/i.test(edition);
  return [isLocalStack ? 'LocalStack' : 'an emulator', version].filter(Boolean).join(' ');
};

/** Whether this answer to `/_localstack/health` is an emulator's. */
export const isEmulator = ({ status, json }: Answer): boolean =>
  status === 200 && typeof json === 'object' && json !== null && 'services' in json;

const lackOf = (endpoint: string, answers: ProbeAnswers): Lack => {
  if (isEmulator(answers.health)) return { kind: 'no-chaos', sentence: whyWithoutChaos(answers) };
  const sentence = `What answers at ${endpoint} is no AWS emulator (${quote(answers.health)}).`;
  return { kind: 'no-emulator', sentence };
};

const whyWithoutChaos = (answers: ProbeAnswers): string => {
  const { faults } = answers;
  const product = productOf(answers);
  if (faults?.status !== 404) {
    const got = faults ? quote(faults) : 'nothing';
    return `The Chaos API of ${product} does not work: GET /_localstack/chaos/faults gave ${got}.`;
  }
  if (faults.text.trim() === '' && !chaosLicensed(answers)) {
    return `${capitalize(product)} runs without the Chaos API: its licence does not include it.`;
  }
  return `${capitalize(product)} has no Chaos API.`;
};

const chaosPlugin = 'localstack.platform.plugin/chaos';

const chaosLicensed = ({ licence: answer }: ProbeAnswers): boolean => {
  const said = v.safeParse(licence, answer?.json);
  return said.success && JSON.stringify(said.output.available_plugins ?? null).includes(chaosPlugin);
};

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
