import type { EndpointsState } from '../../core/endpoints/endpoint';
import { type EngineStatus, endpointOf } from '../../core/engines/engine';
import { splitReason } from '../failureText';

/** `127.0.0.1:4566`, `127.0.0.1:4566 · LocalStack 2026.4.0`, `127.0.0.1:41234 · gateway to LocalStack 2026.4.0`. */
export const engineLine = (status: EngineStatus): string => {
  switch (status.state) {
    case 'ready':
    case 'without-chaos':
      return [hostOf(endpointOf(status) ?? ''), who(status)].filter(Boolean).join(' · ');
    case 'starting':
      return percent(status.progress);
    default:
      return '';
  }
};

/** Why the engine does not run, or that what is shown is old. Undefined where the view's own texts say more. */
export const endpointsMessage = (
  failed: EngineStatus | undefined,
  { stale, problem, endpoints }: EndpointsState,
): string | undefined => {
  const reason = failed?.state === 'failed' ? splitReason(failed.reason).sentence : undefined;
  if (!stale || endpoints.length === 0) return reason;
  const why = reason ?? problem ?? '';
  return `These are the last known endpoints. ${why}`.trim();
};

/** Without our own engine, whose name says nothing new. */
const who = ({
  capabilities,
  upstream,
}: Extract<EngineStatus, { state: 'ready' | 'without-chaos' }>): string => {
  if (upstream) return `gateway to ${upstream.product}`;
  return capabilities.product.startsWith('chaos-lab') ? '' : capabilities.product;
};

const hostOf = (endpoint: string): string => endpoint.replace(/^http:\/\//, '');

const percent = (progress: number | undefined): string =>
  progress === undefined ? '' : `${Math.floor(progress * 100)} %`;
