import type { BasePath } from '../../../aws/apigateway/customDomain';
import { Catalog } from './catalog';
import type { ControlPlane, ListedApi } from './controlPlane';

interface Region {
  readonly apis?: Readonly<Record<string, ListedApi>>;
  readonly domains?: Readonly<Record<string, readonly BasePath[]>>;
}

export const lambda = (region: string) =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${region}:0:function:f/invocations`;

export const api = (...methods: (readonly [path: string, name: string, uri?: string])[]): ListedApi => ({
  resources: methods.map(([path, name, uri]) => ({ path, methods: [{ name, ...(uri && { uri }) }] })),
  stages: new Map([['local', {}]]),
});

/** An emulator whose regions the test changes; takes note of what it is asked. */
class FakeControlPlane implements ControlPlane {
  constructor(
    readonly asked: string[],
    private readonly prefix = '',
  ) {}

  regions: Record<string, Region> = {};
  /** Holds every answer back. */
  gate: Promise<unknown> = Promise.resolve();
  isDown = false;

  async apis(region: string) {
    await this.answer(`apis ${region}`);
    return new Set(Object.keys(this.regions[region]?.apis ?? {}));
  }

  async api(region: string, id: string) {
    await this.answer(`api ${region} ${id}`);
    const found = this.regions[region]?.apis?.[id];
    if (found === undefined) throw new Error('NotFoundException');
    return found;
  }

  async domains(region: string) {
    await this.answer(`domains ${region}`);
    return new Map(Object.entries(this.regions[region]?.domains ?? {}));
  }

  close() {}

  private async answer(question: string): Promise<void> {
    this.asked.push(this.prefix + question);
    await this.gate;
    if (this.isDown) throw new Error('ECONNREFUSED');
  }
}

/** For tests: a catalogue of what two control planes show, on a clock that is moved by hand. */
export function setUp(regions: Record<string, Region> = {}, named: readonly string[] = []) {
  const questions: string[] = [];
  const controlPlane = new FakeControlPlane(questions);
  const http = new FakeControlPlane(questions, 'http ');
  controlPlane.regions = regions;
  let now = 0;
  const controlPlanes = { rest: controlPlane, http };
  const catalog = new Catalog({ controlPlanes, regions: named, homeRegion: 'home', now: () => now });
  return {
    catalog,
    controlPlane,
    http,
    asked: () => questions.splice(0),
    pass: (ms: number) => {
      now += ms;
    },
    call: (apiId: string, path = '/test', method = 'GET') =>
      catalog.route({ kind: 'api', apiId, stage: 'local', path }, method),
    visit: (host: string, path: string) => catalog.route({ kind: 'domain', host, path }, 'GET'),
  };
}

export const shop = { apis: { shop: api(['/test', 'GET'], ['/{proxy+}', 'ANY', lambda('home')]) } };

/** Lets readings that nobody waits for come to their end. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));
