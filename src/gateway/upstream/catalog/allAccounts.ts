import type { BasePath } from '../../../aws/apigateway/customDomain';
import type { AccountControlPlane, ControlPlane, ListedApi } from './controlPlane';

/** What several accounts of a region have, taken together: calls of endpoints do not tell whose they are. */
export class AllAccounts implements ControlPlane {
  /** Whose an API is, by region and id. */
  private readonly owners = new Map<string, ReadonlyMap<string, string>>();

  constructor(
    private readonly ofAccount: AccountControlPlane,
    /** The access keys of a region's accounts, at least one. */
    private readonly accessKeysOf: (region: string) => readonly string[],
  ) {}

  async apis(region: string): Promise<ReadonlySet<string>> {
    const lists = await this.each(region, async (accessKeyId) => {
      const ids = await this.ofAccount.apis({ region, accessKeyId });
      return [...ids].map((id) => [id, accessKeyId] as const);
    });
    const owners = new Map(lists.reverse().flat());
    this.owners.set(region, owners);
    return new Set(owners.keys());
  }

  api(region: string, id: string): Promise<ListedApi> {
    const [first = ''] = this.accessKeysOf(region);
    return this.ofAccount.api({ region, accessKeyId: this.owners.get(region)?.get(id) ?? first }, id);
  }

  async domains(region: string): Promise<ReadonlyMap<string, readonly BasePath[]>> {
    const lists = await this.each(region, async (accessKeyId) => [
      ...(await this.ofAccount.domains({ region, accessKeyId })),
    ]);
    return new Map(lists.reverse().flat());
  }

  close(): void {
    this.ofAccount.close();
  }

  /** What can be read of the accounts, in their order; rejects when it is none. */
  private async each<T>(region: string, read: (accessKeyId: string) => Promise<T>): Promise<T[]> {
    const outcomes = await Promise.allSettled(this.accessKeysOf(region).map(read));
    const done = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (done.length === 0) throw failed?.reason;
    return done.map(({ value }) => value);
  }
}
