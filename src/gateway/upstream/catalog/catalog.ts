import { type BasePath, domainsFor, followMapping } from '../../../aws/apigateway/customDomain';
import type { EndpointAddress, EndpointRoute } from '../../../aws/backend';
import type { ControlPlane } from './controlPlane';
import { type ApiKind, RegionCatalog } from './regionCatalog';
import type { Patience, Remembered } from './remembered';
import { withMethod } from './withMethod';

export interface CatalogOptions {
  readonly controlPlanes: Readonly<Record<ApiKind, ControlPlane>>;
  /** Where APIs are looked for that are in none of the regions seen so far. */
  readonly regions: readonly string[];
  /** Answers for a domain that is mapped in several regions, if it is mapped there. */
  readonly homeRegion: string;
  /** Unix ms. */
  readonly now: () => number;
}

/** For what was found before: a change made past the gateway shows at the second call. */
const KNOWN: Patience = { freshMs: 2000, staleMs: 60_000 };
/** For what is not among what is known: it may have come since. */
const MISSED: Patience = { freshMs: 2000, staleMs: 2000 };
/** For regions that nobody has used so far. */
const UNSEEN: Patience = { freshMs: 30_000, staleMs: 30_000 };

/** So many unseen regions are asked at once. */
const AT_ONCE = 8;
const MAX_REGIONS = 100;
const MAX_SEARCH_MS = 5000;

/** REST APIs first: nobody who calls one waits for the other control plane, which many emulators do not have. */
const kinds: readonly ApiKind[] = ['rest', 'http'];

/** What one region has. */
type Region = Readonly<Record<ApiKind, RegionCatalog>>;

/** One list of a region, as known when it was looked at. */
interface Shelf<L> {
  readonly catalog: RegionCatalog;
  readonly list: L;
}

/** Where an address leads, and whose control plane can tell more. */
interface Found {
  readonly catalog: RegionCatalog;
  readonly route: EndpointRoute;
}

/**
 * The deployed APIs of the emulator behind the gateway, as its control planes tell. Read when an endpoint is called, and
 * again when something was written or a thing is missing; calls of AWS APIs never wait for it.
 *
 *   API id, Host ─▶ regions seen so far ─▶ the others ─▶ stage, resource, method ─▶ what stands behind
 */
export class Catalog {
  private readonly all = new Map<string, Region>();
  /** In the order in which they were seen, the home region first. */
  private readonly seen: Region[] = [];

  constructor(private readonly options: CatalogOptions) {
    this.saw(options.homeRegion);
  }

  /** Somebody uses this region. */
  saw(name: string): void {
    if (this.all.size >= MAX_REGIONS || !/^[a-z0-9-]{1,32}$/.test(name)) return;
    const region = this.region(name);
    if (!this.seen.includes(region)) this.seen.push(region);
  }

  /** Something was written to the control plane of this region. */
  written(name: string): void {
    for (const catalog of Object.values(this.all.get(name) ?? {})) catalog.outdate();
  }

  /** Undefined when nothing answers to the address as far as can be found out. */
  async route(address: EndpointAddress, method: string): Promise<EndpointRoute | undefined> {
    const found = await within(
      MAX_SEARCH_MS,
      address.kind === 'api' ? this.findApi(address) : this.findDomain(address),
    );
    return found && describe(found, method);
  }

  private async findApi(address: Extract<EndpointAddress, { kind: 'api' }>): Promise<Found | undefined> {
    const { apiId, stage, path } = address;
    const listsOf = (which: readonly ApiKind[]) => (region: Region) =>
      which.map((kind) => listOf(region[kind], region[kind].apis));
    const pick = (shelves: readonly Shelf<ReadonlySet<string>>[]) =>
      shelves.find(({ list }) => list.has(apiId));
    const found = await this.search([listsOf(['rest']), listsOf(['http'])], listsOf(kinds), pick);
    if (found === undefined) return undefined;
    const { catalog } = found;
    return { catalog, route: { region: catalog.region, apiId, stage, path } };
  }

  private async findDomain(
    address: Extract<EndpointAddress, { kind: 'domain' }>,
  ): Promise<Found | undefined> {
    const { host, path } = address;
    const lists = (region: Region) => kinds.map((kind) => listOf(region[kind], region[kind].domains));
    const found = await this.search([lists], lists, (shelves) => pickDomain(domainsFor(host), shelves));
    if (found === undefined) return undefined;
    const { catalog, domain, mappings } = found;
    const route = { region: catalog.region, domain, ...followMapping(mappings, path) };
    return { catalog: await this.ownerOf(route.apiId, catalog), route };
  }

  /** The catalogue that knows an API which a domain, shown by any of a region's two, leads to. */
  private async ownerOf(apiId: string, shown: RegionCatalog): Promise<RegionCatalog> {
    const region = this.region(shown.region);
    if (apiId === '') return shown;
    for (const patience of [KNOWN, MISSED]) {
      for (const kind of kinds) {
        if ((await region[kind].apis.get(patience))?.has(apiId)) return region[kind];
      }
    }
    return shown;
  }

  /** `near` are the lists of regions seen so far, one after the other; `far` those of a region that nobody used. */
  private async search<L, T extends Shelf<L>>(
    near: readonly ((region: Region) => readonly List<L>[])[],
    far: (region: Region) => readonly List<L>[],
    pick: (shelves: readonly Shelf<L>[]) => T | undefined,
  ): Promise<T | undefined> {
    for (const patience of [KNOWN, MISSED]) {
      for (const lists of near) {
        const found = pick(await read(this.seen.flatMap(lists), patience));
        if (found !== undefined) return found;
      }
    }
    const unseen = this.unseen();
    for (let at = 0; at < unseen.length; at += AT_ONCE) {
      const found = pick(await read(unseen.slice(at, at + AT_ONCE).flatMap(far), UNSEEN));
      if (found === undefined) continue;
      this.saw(found.catalog.region);
      return found;
    }
    return undefined;
  }

  private unseen(): Region[] {
    const named = this.options.regions.map((name) => this.region(name));
    return named.filter((region) => !this.seen.includes(region));
  }

  private region(name: string): Region {
    const known = this.all.get(name);
    if (known !== undefined) return known;
    const { controlPlanes, now } = this.options;
    const catalogOf = (kind: ApiKind) => new RegionCatalog(name, kind, controlPlanes[kind], now);
    const region = { rest: catalogOf('rest'), http: catalogOf('http') };
    this.all.set(name, region);
    return region;
  }
}

/** Reads a shelf; undefined when the list cannot be read. */
type List<L> = (patience: Patience) => Promise<Shelf<L> | undefined>;

const listOf =
  <L>(catalog: RegionCatalog, remembered: Remembered<L>): List<L> =>
  async (patience) => {
    const list = await remembered.get(patience);
    return list === undefined ? undefined : { catalog, list };
  };

async function read<L>(lists: readonly List<L>[], patience: Patience): Promise<Shelf<L>[]> {
  const shelves = await Promise.all(lists.map((list) => list(patience)));
  return shelves.filter((shelf) => shelf !== undefined);
}

/** An exact name before a wildcard, then the first region that has it, with the mappings that any of its two shows. */
function pickDomain(
  names: readonly string[],
  shelves: readonly Shelf<ReadonlyMap<string, readonly BasePath[]>>[],
) {
  for (const domain of names) {
    const having = shelves.filter(({ list }) => list.has(domain));
    const [first] = having;
    if (first === undefined) continue;
    const ofRegion = having.filter(({ catalog }) => catalog.region === first.catalog.region);
    return { ...first, domain, mappings: ofRegion.flatMap(({ list }) => list.get(domain) ?? []) };
  }
  return undefined;
}

/** With the resource and method that answer, and the call behind them, as far as they are known. */
async function describe({ catalog, route }: Found, method: string): Promise<EndpointRoute> {
  if (route.apiId === '') return route;
  const kind = catalog.kind === 'http' ? { isHttpApi: true as const } : {};
  for (const patience of [KNOWN, MISSED]) {
    const api = await catalog.api(route.apiId).get(patience);
    const described = api && withMethod(route, api, method);
    if (described !== undefined) return { ...described, ...kind };
  }
  return { ...route, ...kind };
}

/** Undefined when it takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
