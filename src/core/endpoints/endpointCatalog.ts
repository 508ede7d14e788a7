import { type DiscoveredRegion, endpointsOf } from './apiModel';
import type { Endpoint } from './endpoint';

export type RegionResult =
  | { readonly region: string; readonly found: DiscoveredRegion }
  | { readonly region: string; readonly problem: string };

/** What was found, region by region: what a region had stays while it cannot be asked. */
export class EndpointCatalog {
  private regions = new Map<string, DiscoveredRegion>();
  private origin = '';
  private all: readonly Endpoint[] = [];
  private known = false;
  private why: string | undefined;

  get endpoints(): readonly Endpoint[] {
    return this.all;
  }

  /** False until the first discovery has ended. */
  get discovered(): boolean {
    return this.known;
  }

  /** Why these are the last known rather than the present ones, in a sentence; absent when they are the present ones. */
  get problem(): string | undefined {
    return this.why;
  }

  /** What one discovery brought of all regions. Regions it does not name are forgotten. */
  apply(results: readonly RegionResult[]): void {
    const next = results.flatMap((result) => {
      const region = 'found' in result ? result.found : this.regions.get(result.region);
      return region ? [[result.region, region] as const] : [];
    });
    this.regions = new Map(next);
    this.known = true;
    this.why = problemOf(results);
    this.update();
  }

  /** The endpoints are reached through this engine from now on. */
  moveTo(origin: string): void {
    this.origin = origin;
    this.update();
  }

  /** What is known may be out of date. */
  outdate(problem: string): void {
    this.why = problem;
  }

  clear(): void {
    this.regions.clear();
    this.known = false;
    this.why = undefined;
    this.update();
  }

  private update(): void {
    this.all = [...this.regions.values()].flatMap((region) => endpointsOf(region, this.origin));
  }
}

const problemOf = (results: readonly RegionResult[]): string | undefined => {
  const failed = results.flatMap((result) => ('problem' in result ? [result] : []));
  const [first] = failed;
  if (!first) return undefined;
  const where = failed.map(({ region }) => region).join(', ');
  return `API Gateway in ${where} does not tell its APIs: ${first.problem}`;
};
