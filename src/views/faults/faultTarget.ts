import type { FaultScope } from '../../core/faults/faultScope';
import type { FaultRule } from '../../core/faults/rule';

/** What commands on a row of the Faults view get. */
export type FaultTarget =
  | {
      readonly kind: 'scope';
      readonly scope: FaultScope;
      /** Our rule for it; absent while the switch is off. */
      readonly rule?: FaultRule;
    }
  | { readonly kind: 'rule'; readonly rule: FaultRule };

/** One text for each scope. */
export const scopeKey = ({ region, service, operation }: FaultScope): string =>
  `${region ?? '*'}/${service ?? '*'}/${operation ?? '*'}`;
