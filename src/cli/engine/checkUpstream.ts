import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { isRealAwsHost } from '../../core/engines/realAws';
import { HumanError } from '../../core/errors';

/** What was asked of an engine, as far as it bears on what it passes requests on to. */
export interface UpstreamWish {
  readonly port: number;
  readonly host: string;
  readonly data?: string;
  /** Origin. */
  readonly upstream?: string;
  readonly regions?: readonly string[];
  readonly allowAws?: true;
  /** Seconds. */
  readonly waitForUpstream?: number;
}

/** Rejects with a `HumanError` (usage) when the engine cannot, or should not, stand in front of that upstream. */
export async function checkUpstream(wish: UpstreamWish): Promise<void> {
  const problem = optionProblem(wish) ?? (await loopProblem(wish));
  if (problem !== undefined) throw new HumanError(problem, 'usage');
}

function optionProblem({ upstream, data, allowAws, ...only }: UpstreamWish): string | undefined {
  if (upstream === undefined) {
    if (only.regions !== undefined)
      return '--regions says where to look for the APIs of an --upstream. Give that too, or leave it out.';
    if (only.waitForUpstream !== undefined)
      return '--wait-for-upstream says how long an --upstream may take to answer. Give that too, or leave it out.';
    return undefined;
  }
  if (data !== undefined)
    return '--data is where the embedded emulator keeps its state, and with --upstream there is none. Leave one of them out.';
  if (isRealAwsHost(new URL(upstream).hostname) && !allowAws)
    return `${upstream} is real AWS. Faults are for emulators: in front of AWS they, and what is deployed through the engine, could cost money or data. Give an emulator's URL; if you mean it all the same, add --allow-aws.`;
  return undefined;
}

async function loopProblem({ upstream, port, host }: UpstreamWish): Promise<string | undefined> {
  if (upstream === undefined) return undefined;
  const { hostname, port: named, protocol } = new URL(upstream);
  const upstreamPort = Number(named || (protocol === 'https:' ? 443 : 80));
  if (upstreamPort !== port || !(await isListenedOn(hostname, host))) return undefined;
  return `${upstream} is where the engine itself is to listen, so it would pass requests on to itself. Give it another --port (0 takes any free one), or the emulator's own address.`;
}

/** Whether a server that listens on `host` answers under `name`, too. */
async function isListenedOn(name: string, host: string): Promise<boolean> {
  const [asked, own] = await Promise.all([addressesOf(name), addressesOf(host)]);
  const isAny = own.some((address) => address === '0.0.0.0' || address === '::');
  return asked.some((address) => own.includes(address) || (isAny && isOfThisMachine(address)));
}

const isOfThisMachine = (address: string): boolean =>
  /^127\.|^::1$|^0\.0\.0\.0$|^::$/.test(address) ||
  Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address));

/** None for a name that is not known: the upstream may come later. */
const addressesOf = async (name: string): Promise<string[]> => {
  const found = await lookup(name.replace(/^\[|\]$/g, ''), { all: true }).catch(() => []);
  return found.map(({ address }) => address);
};
