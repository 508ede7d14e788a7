import { type BasePath, domainsFor, followMapping } from '../../../aws/apigateway/customDomain';
import { readFunctionUri } from '../../../aws/apigateway/functionUri';
import type { EndpointAddress, EndpointRoute } from '../../../aws/backend';
import type { ControlPlane } from './controlPlane';
import { RegionCatalog } from './regionCatalog';
import type { Patience, Remembered } from './remembered';

export interface CatalogOptions {
  readonly controlPlane: ControlPlane;
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

/** One region's list, as known when it was looked at. */
interface Shelf<L> {
  readonly region: RegionCatalog;
  readonly list: L;
}

/**
 * The deployed APIs of the emulator behind the gateway, as its control plane tells. Read when an endpoint is called, and
 * again when something was written or a thing is missing; calls of AWS APIs never wait for it.
 *
 *   API id, Host ─▶ regions seen so far ─▶ the others ─▶ stage, resource, method ─▶ what stands behind
 */
export class Catalog {
  private readonly all = new Map<string, RegionCatalog>();
  /** In the order in which they were seen, the home region first. */
  private readonly seen: RegionCatalog[] = [];

  constructor(private readonly options: CatalogOptions) {
    this.saw(options.homeRegion);
  }

  /** Somebody uses this region. */
  saw(region: string): void {
    if (this.all.size >= MAX_REGIONS || !/^[a-z0-9-]{1,32}$/.test(region)) return;
    const catalog = this.catalogOf(region);
    if (!this.seen.includes(catalog)) this.seen.push(catalog);
  }

  /** Something was written to the control plane of this region. */
  written(region: string): void {
    this.all.get(region)?.outdate();
  }

  /** Undefined when nothing answers to the address as far as can be found out. */
  async route(address: EndpointAddress, method: string): Promise<EndpointRoute | undefined> {
    const found = await within(
      MAX_SEARCH_MS,
      address.kind === 'api' ? this.findApi(address) : this.findDomain(address),
    );
    return found && this.withMethod(found.region, found.route, method);
  }

  private async findApi({ apiId, stage, path }: Extract<EndpointAddress, { kind: 'api' }>) {
    const found = await this.search(
      ({ apis }) => apis,
      (shelves) => shelves.find(({ list }) => list.has(apiId)),
    );
    return found && { region: found.region, route: { region: found.region.region, apiId, stage, path } };
  }

  private async findDomain({ host, path }: Extract<EndpointAddress, { kind: 'domain' }>) {
    const found = await this.search(
      ({ domains }) => domains,
      (shelves) => pickDomain(domainsFor(host), shelves),
    );
    if (found === undefined) return undefined;
    const { region, domain, mappings } = found;
    return { region, route: { region: region.region, domain, ...followMapping(mappings, path) } };
  }

  private async search<L, T extends Shelf<L>>(
    listOf: (region: RegionCatalog) => Remembered<L>,
    pick: (shelves: readonly Shelf<L>[]) => T | undefined,
  ): Promise<T | undefined> {
    const look = async (regions: readonly RegionCatalog[], patience: Patience) => {
      const shelves = await Promise.all(regions.map((region) => shelfOf(region, listOf(region), patience)));
      return pick(shelves.flat());
    };
    const near = (await look(this.seen, KNOWN)) ?? (await look(this.seen, MISSED));
    if (near !== undefined) return near;
    const unseen = this.unseen();
    for (let at = 0; at < unseen.length; at += AT_ONCE) {
      const far = await look(unseen.slice(at, at + AT_ONCE), UNSEEN);
      if (far === undefined) continue;
      this.saw(far.region.region);
      return far;
    }
    return undefined;
  }

  private unseen(): RegionCatalog[] {
    const named = this.options.regions.map((region) => this.catalogOf(region));
    return named.filter((catalog) => !this.seen.includes(catalog));
  }

  private catalogOf(region: string): RegionCatalog {
    const { controlPlane, now } = this.options;
    const catalog = this.all.get(region) ?? new RegionCatalog(region, controlPlane, now);
    this.all.set(region, catalog);
    return catalog;
  }

  /** With the resource and method that answer, and the call behind them, as far as they are known. */
  private async withMethod(
    region: RegionCatalog,
    route: EndpointRoute,
    method: string,
  ): Promise<EndpointRoute> {
    if (route.apiId === '') return route;
    for (const patience of [KNOWN, MISSED]) {
      const api = await region.api(route.apiId).get(patience);
      const variables = api?.stages.get(route.stage);
      const match = variables && api?.tree.match(method, route.path);
      if (!match) continue;
      const { resource, methodName } = match;
      const called = readFunctionUri(match.method.uri, variables);
      const behind = called && { service: 'lambda', operation: 'Invoke', region: called.region };
      return { ...route, resourcePath: resource.path, resourceMethod: methodName, ...(behind && { behind }) };
    }
    return route;
  }
}

/** One, or none when the list cannot be read. */
async function shelfOf<L>(
  region: RegionCatalog,
  remembered: Remembered<L>,
  patience: Patience,
): Promise<readonly Shelf<L>[]> {
  const list = await remembered.get(patience);
  return list === undefined ? [] : [{ region, list }];
}

/** An exact name before a wildcard, then the first region that has it. */
function pickDomain(
  names: readonly string[],
  shelves: readonly Shelf<ReadonlyMap<string, readonly BasePath[]>>[],
) {
  for (const domain of names) {
    for (const shelf of shelves) {
      const mappings = shelf.list.get(domain);
      if (mappings !== undefined) return { ...shelf, domain, mappings };
    }
  }
  return undefined;
}

/** Undefined when it takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
