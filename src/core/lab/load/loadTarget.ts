import type { Endpoint } from '../../endpoints/endpoint';
import { type EngineKind, type EngineStatus, endpointOf } from '../../engines/engine';
import { HumanError } from '../../errors';

/** Throws a `HumanError` for what must not be put under load. */
export const assertMayLoad = (endpoint: Endpoint, engine: EngineStatus, kind: EngineKind): void => {
  const { method, path, url, probeable } = endpoint;
  if (!probeable)
    throw new HumanError(
      `${method} ${path} is not put under load: only GET endpoints without parameters are, since others may change something.`,
    );
  const origin = endpointOf(engine);
  if (origin === undefined)
    throw new HumanError('The engine is not running. Start it, then choose the load again.');
  const sameOrigin = new URL(url).origin === new URL(origin).origin;
  if (!sameOrigin || (kind !== 'external' && !isLoopback(new URL(url))))
    throw new HumanError(
      `${new URL(url).host} is not put under load: it is neither this machine's engine nor one you attached to.`,
    );
};

const isLoopback = ({ hostname }: URL): boolean =>
  /^(127(\.\d+){3}|\[::1\]|localhost|(.+\.)?localhost\.localstack\.cloud)$/.test(hostname);
