import type { Operation } from '../../service';
import type { Store } from '../../store';
import { applyPatch, type PatchRules } from './applyPatch';
import { patchText } from './patchRules';

interface Account {
  readonly cloudwatchRoleArn?: string;
}

const PATCH: PatchRules = { '/cloudwatchRoleArn': patchText('cloudwatchRoleArn') };

/** The account's settings in one region. */
export function account(store: Store): Record<string, Operation> {
  const accounts = store.collection<Account>('apigateway.account');
  const show = (region: string) => ({
    body: {
      ...accounts.get(region, 'account'),
      apiKeyVersion: '4',
      features: ['UsagePlans'],
      throttleSettings: { burstLimit: 5000, rateLimit: 10000 },
    },
  });
  return {
    GetAccount: (_input, { region }) => show(region),
    UpdateAccount: ({ patchOperations }, { region }) => {
      accounts.put(
        region,
        'account',
        applyPatch(accounts.get(region, 'account') ?? {}, patchOperations, PATCH),
      );
      return show(region);
    },
  };
}
