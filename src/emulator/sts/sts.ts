import type { Service } from '../service';

export function createSts(): Service {
  return {
    name: 'sts',
    operations: {
      /** Whoever signs is the account's root: the emulator checks no signatures. */
      GetCallerIdentity: (_input, { accountId }) => ({
        body: { UserId: accountId, Account: accountId, Arn: `arn:aws:iam::${accountId}:root` },
      }),
    },
  };
}
