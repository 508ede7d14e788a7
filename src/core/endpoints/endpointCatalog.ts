import type { DiscoveredRegion } from './apiModel';
import { endpointsOf } from './apiModel';
import type { Endpoint } from './endpoint';

export type RegionResult =
  | { readonly region: string; readonly found: DiscoveredRegion }
  | { readonly region: string; readonly problem: string };

/** The endpoints that were found, region by region: what a region had stays while it cannot be asked. */
export class EndpointCatalog {
  private regions = new Map<string, readonly Endpoint[]>();
  /** False until the first discovery has ended. */
  discovered = false;
  /** Why these are the last known rather than the present ones, in a sentence. */
  problem: string | undefined;

  get endpoints(): readonly Endpoint[] {
    return [...this.regions.values()].flat();
  }

  /** What one discovery brought of all regions. Regions it does not name are forgotten. */
  apply(results: readonly RegionResult[], engine: string): void {
    this.regions = new Map(
      results.map((result) => [
        result.region,
        'found' in result ? endpointsOf(result.found, engine) : (this.regions.get(result.region) ?? []),
      ]),
    );
    this.discovered = true;
    this.problem = problemOf(results);
  }

  clear(): void {
    this.regions.clear();
    this.discovered = false;
    this.problem = undefined;
  }
}

const problemOf = (results: readonly RegionResult[]): string | undefined => {
  const failed = results.flatMap((result) => ('problem' in result ? [result] : []));
  const [first] = failed;
  if (!first) return undefined;
  const where = failed.map(({ region }) => region).join(', ');
  return `API Gateway in ${where} does not tell its APIs: ${first.problem}`;
};
