import type { Backend } from '../../aws/backend';
import { ruleExtensions } from '../../core/faults/rule';
import type { Chance } from '../faults/chance';
import { jsonReply } from '../http/jsonReply';
import type { ControlRequest, ControlRoute } from './controlRoute';
import type { EngineInfo } from './engineInfo';

const EDITION = 'chaos-lab';

/** What the engine is and how it is doing: LocalStack's two paths, and what goes beyond LocalStack. */
export function statusRoutes(
  info: EngineInfo,
  backend: Pick<Backend, 'health'>,
  chance: Chance,
): readonly ControlRoute[] {
  const { version } = info;
  const health = async (asked: ControlRequest) =>
    jsonReply(200, { ...(await backend.health(asked)), edition: EDITION, version });
  const abilities = async (asked: ControlRequest) => {
    const { upstream } = await backend.health(asked);
    return jsonReply(200, { ...capabilities(info, chance), ...(upstream && { upstream }) });
  };
  return [
    // HEAD, as LocalStack's own start-up checks ask.
    { path: '/_localstack/health', methods: { GET: health, HEAD: health } },
    { path: '/_localstack/info', methods: { GET: () => jsonReply(200, describe(info)) } },
    { path: '/_chaos/capabilities', methods: { GET: abilities } },
  ];
}

/** The fields of LocalStack's answer. There is no licence to activate, and the machine is nobody's business. */
const describe = ({ version, startedAt, sessionId }: EngineInfo) => ({
  version,
  edition: EDITION,
  is_license_activated: false,
  session_id: sessionId,
  machine_id: '',
  system: process.platform,
  is_docker: false,
  server_time_utc: new Date().toISOString(),
  uptime: Math.floor((Date.now() - startedAt) / 1000),
});

const capabilities = ({ version }: EngineInfo, { seed }: Chance) => ({
  product: EDITION,
  version,
  leases: true,
  events: true,
  hitCounts: true,
  latencyPerRule: true,
  extensions: ruleExtensions,
  seed,
});
