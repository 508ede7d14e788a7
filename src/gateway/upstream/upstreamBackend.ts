import { randomUUID } from 'node:crypto';
import type { AwsCall } from '../../aws/awsCall';
import { AwsError } from '../../aws/awsError';
import type { Backend, EndpointAddress, EndpointRoute } from '../../aws/backend';
import type { HttpAnswer, IncomingRequest, RequestHead } from '../../aws/http';
import { renderError } from '../../aws/serialize/renderError';
import type { Waiting } from '../../aws/waiting';
import { hostOf } from '../http/hostOf';
import { jsonReply } from '../http/jsonReply';
import { readServiceHost } from '../identify/serviceHost';
import { readSigningScope } from '../identify/signingScope';
import { AccessKeys } from './accessKeys';
import { AllAccounts } from './catalog/allAccounts';
import { Catalog } from './catalog/catalog';
import { HttpApiControlPlane } from './catalog/httpApiControlPlane';
import { SdkControlPlane } from './catalog/sdkControlPlane';
import { changesApis } from './changesApis';
import { commercialRegions } from './commercialRegions';
import { Forwarder } from './forwarder';
import { GatewayTrail, LOOP_DETECTED } from './gatewayTrail';
import { readUpstream } from './readUpstream';
import { isUpstreamError, type UpstreamError } from './upstreamError';

export interface UpstreamOptions {
  /** Origin of the emulator. */
  readonly url: string;
  /** Answers for a custom domain that is mapped in several regions. */
  readonly homeRegion: string;
  /** Where its APIs are looked for; the commercial regions when absent. */
  readonly regions?: readonly string[];
}

/** An emulator that requests are passed on to, untouched. Nothing is asked of it before somebody asks us. */
export const upstreamBackend = (options: UpstreamOptions): Backend => new Upstream(options);

const UNAVAILABLE = 'UpstreamUnavailable';

/** What the engine answers itself; everything else under LocalStack's prefixes is the emulator's. */
const ownPath = /^\/_chaos(\/|$)|^\/_localstack\/(health|info|chaos)(\/|$)/;

class Upstream implements Backend {
  private readonly forwarder: Forwarder;
  private readonly trail = new GatewayTrail();
  private readonly keys = new AccessKeys();
  private readonly controlPlane: AllAccounts;
  private readonly catalog: Catalog;

  constructor({ url, homeRegion, regions = commercialRegions }: UpstreamOptions) {
    const { mark } = this.trail;
    this.forwarder = new Forwarder(url, mark);
    const keysOf = (region: string) => this.keys.of(region);
    this.controlPlane = new AllAccounts(new SdkControlPlane({ url, mark }), keysOf);
    const http = new AllAccounts(new HttpApiControlPlane(this.forwarder), keysOf);
    const controlPlanes = { rest: this.controlPlane, http };
    this.catalog = new Catalog({ controlPlanes, regions, homeRegion, now: Date.now });
  }

  async call(call: AwsCall, request: IncomingRequest, waiting: Waiting): Promise<HttpAnswer> {
    this.note(call, request.head);
    const answer = await this.pass(request, waiting, ({ message }) =>
      renderError(call.protocol, call.service, new AwsError(UNAVAILABLE, message, 502), randomUUID()),
    );
    if (changesApis(call)) this.catalog.written(call.region);
    return answer;
  }

  async route(address: EndpointAddress, head: RequestHead): Promise<EndpointRoute | undefined> {
    const { region = '' } = readServiceHost(hostOf(head));
    this.catalog.saw(region);
    const route = await this.catalog.route(address, head.method);
    if (route !== undefined || address.kind === 'domain') return route;
    const { apiId, stage, path } = address;
    return { region, apiId, stage, path };
  }

  invoke(
    _route: EndpointRoute,
    request: IncomingRequest,
    _internal: unknown,
    waiting: Waiting,
  ): Promise<HttpAnswer> {
    return this.other(request, waiting);
  }

  other(request: IncomingRequest, waiting: Waiting): Promise<HttpAnswer> {
    return this.pass(request, waiting, inWords);
  }

  hasPath(path: string): boolean {
    return !ownPath.test(path);
  }

  loop(head: RequestHead): AwsError | undefined {
    if (!this.trail.isOn(head)) return undefined;
    const message = `Requests go round in a circle: what this engine passes on to ${this.forwarder.url} comes back to it. Start it with the emulator's own address as --upstream.`;
    return new AwsError('LoopDetected', message, LOOP_DETECTED);
  }

  health(asked: Pick<RequestHead, 'headers'>) {
    return readUpstream(this.forwarder, this.trail.onBehalfOf(asked));
  }

  async close(): Promise<void> {
    this.forwarder.close();
    this.controlPlane.close();
  }

  /** What a call tells of where APIs are, and whose they are. */
  private note(call: AwsCall, head: RequestHead): void {
    this.catalog.saw(call.region);
    const accessKeyId = readSigningScope(head)?.accessKeyId;
    if (accessKeyId === undefined) return;
    this.keys.saw(accessKeyId);
    if (changesApis(call)) this.keys.wrote(call.region, accessKeyId);
  }

  private async pass(
    request: IncomingRequest,
    waiting: Waiting,
    failed: (error: UpstreamError) => HttpAnswer,
  ): Promise<HttpAnswer> {
    try {
      return await this.forwarder.send(request, waiting);
    } catch (error) {
      if (isUpstreamError(error)) return failed(error);
      throw error;
    }
  }
}

/** In API Gateway's shape, which is as good as any where no protocol is known. */
const inWords = ({ message }: UpstreamError): HttpAnswer =>
  jsonReply(502, { message }, { 'x-amzn-errortype': UNAVAILABLE, 'x-amzn-requestid': randomUUID() });
