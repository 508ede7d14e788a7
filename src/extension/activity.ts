import { isDeepStrictEqual } from 'node:util';
import { type Disposable, DisposableStore } from '../core/disposable';
import type { FaultsState } from '../core/faults/faultsState';
import type { Services } from './services';

/** Measures while somebody watches, and at once when a fault came or went. */
export const registerActivity = ({
  audience,
  endpoints,
  faults,
  settings,
}: Pick<Services, 'audience' | 'endpoints' | 'faults' | 'settings'>): Disposable => {
  const store = new DisposableStore();
  const watch = (watched: boolean) => {
    endpoints.setActive(watched);
    faults.setActive(watched);
  };
  let known = faultsOf(faults.current);
  store.add(audience.onDidChange(watch));
  store.add(
    faults.onDidChange((state) => {
      const now = faultsOf(state);
      if (isDeepStrictEqual(now, known)) return;
      known = now;
      endpoints.expectChange();
    }),
  );
  store.add(settings.regions.onDidChange(() => void endpoints.refresh()));
  watch(audience.current);
  return store;
};

/** Without the hit counts, which change all the time. */
const faultsOf = ({ rules, latencyMs }: FaultsState) => ({ latencyMs, rules: rules.map(({ rule }) => rule) });
