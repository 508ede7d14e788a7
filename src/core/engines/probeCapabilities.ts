import * as v from 'valibot';
import { isHumanError } from '../errors';
import type { Answer } from '../http/answer';
import type { ChaosClient } from '../http/chaosClient';
import { type EngineAbilities, engineAbilities, faultRules } from '../http/wire';
import type { Capabilities, EngineStatus, Upstream } from './engine';
import { type Lack, type LackAnswers, lackOf } from './lack';
import { isAnyEmulator, isEmulator, type ProductAnswers, productOf } from './product';

/** What an engine answered to the probes; what was not asked is absent. */
export interface ProbeAnswers extends LackAnswers {
  readonly effects?: Answer;
  /** `/_chaos/capabilities`: only our engine has it. */
  readonly abilities?: Answer;
}

export type ProbedStatus = Extract<EngineStatus, { readonly state: 'ready' | 'without-chaos' }>;

/** What was found at an endpoint. */
export interface Probed {
  readonly endpoint: string;
  readonly capabilities: Capabilities;
  /** Absent when chaos is ready. */
  readonly lack?: Lack;
  /** Present when what answers is a gateway of ours. */
  readonly upstream?: Upstream;
}

/** Asks an engine what it can do. Rejects with a `HumanError` of kind `unreachable` when nothing answers. */
export const probeCapabilities = async (client: ChaosClient, signal?: AbortSignal): Promise<ProbedStatus> =>
  statusOf(await probeEngine(client, signal));

/** As `probeCapabilities`, with what is missing for who can mend it. */
export const probeEngine = async (client: ChaosClient, signal?: AbortSignal): Promise<Probed> =>
  readProbes(client.endpoint, await askProbes(client, signal));

/** Whether an emulator answers, and which; what was found otherwise is in `lack`. */
export const probeEmulator = async (client: ChaosClient, signal?: AbortSignal): Promise<Probed> =>
  readProbes(client.endpoint, await askWho(client, signal));

const askWho = async (client: ChaosClient, signal?: AbortSignal): Promise<ProductAnswers> => {
  const health = await client.health(signal);
  if (isEmulator(health)) return { health };
  return { health, moto: await client.ask('GET', '/moto-api/data.json', undefined, signal) };
};

/** In this order; something that is no emulator is asked nothing more. */
const askProbes = async (client: ChaosClient, signal?: AbortSignal): Promise<ProbeAnswers> => {
  const get = (path: string) => client.ask('GET', path, undefined, signal);
  const who = await askWho(client, signal);
  if (!isAnyEmulator(who)) return who;
  const info = await client.info(signal);
  const licence = await unlessSlow(get('/_localstack/licenseinfo'));
  const faults = await get('/_localstack/chaos/faults');
  const [effects, abilities] = await Promise.all([
    get('/_localstack/chaos/effects'),
    client.capabilities(signal),
  ]);
  return { ...who, info, faults, effects, abilities, ...(licence && { licence }) };
};

/** The licence only explains what is missing: where its server is not reached, the answer may take too long. */
const unlessSlow = (asked: Promise<Answer>): Promise<Answer | undefined> =>
  asked.catch((error) => {
    if (isHumanError(error) && error.kind === 'failed') return undefined;
    throw error;
  });

/** What the answers say. Never decides from the edition or a good health answer alone (LocalStack's clones have both). */
export const readProbes = (endpoint: string, answers: ProbeAnswers): Probed => {
  const own = abilitiesOf(answers.abilities);
  const capabilities = readCapabilities(answers, own);
  return {
    endpoint,
    capabilities,
    ...(own?.upstream && { upstream: own.upstream }),
    ...(!capabilities.faults && { lack: lackOf(endpoint, answers) }),
  };
};

export const statusOf = ({ endpoint, capabilities, lack, upstream }: Probed): ProbedStatus => {
  if (lack)
    return { state: 'without-chaos', endpoint, capabilities, reason: `${lack.sentence} ${lack.next}` };
  return { state: 'ready', endpoint, capabilities, ...(upstream && { upstream }) };
};

const abilitiesOf = (answer: Answer | undefined): EngineAbilities | undefined => {
  const own = answer?.status === 200 ? v.safeParse(engineAbilities, answer.json) : undefined;
  return own?.success ? own.output : undefined;
};

const readCapabilities = (
  { faults, effects, ...rest }: ProbeAnswers,
  own: EngineAbilities | undefined,
): Capabilities => ({
  faults: faults?.status === 200 && v.is(faultRules, faults.json),
  effects: effects?.status === 200,
  leases: own?.leases ?? false,
  events: own?.events ?? false,
  hitCounts: own?.hitCounts ?? false,
  latencyPerRule: own?.latencyPerRule ?? false,
  ...(own && own.extensions.length > 0 && { extensions: own.extensions }),
  product: own ? [own.product, own.version].filter(Boolean).join(' ') : productOf(rest),
});
