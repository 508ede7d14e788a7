/** A REST API of the benchmark, as its control plane tells of it. */
export interface ApiOfBench {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly methods: readonly MethodOfBench[];
  readonly byPath: ReadonlyMap<string, MethodOfBench>;
  /** By name. */
  readonly functions: readonly string[];
}

export interface MethodOfBench {
  readonly path: string;
  readonly region: string;
  /** Absent for a mock. */
  readonly functionArn?: string;
  readonly latencyMs: number;
  readonly body: unknown;
}

const regions = ['us-east-1', 'us-west-2'] as const;
const endpointsOfApi = 50;

/** APIs with so many endpoints in all: of two regions in turn, half of them with a function behind. Always the same. */
export const apisOf = (endpoints: number): ApiOfBench[] =>
  Array.from({ length: Math.ceil(endpoints / endpointsOfApi) }, (_, index) =>
    apiOf(index, Math.min(endpointsOfApi, endpoints - index * endpointsOfApi)),
  );

const apiOf = (index: number, endpoints: number): ApiOfBench => {
  const region = regions[index % regions.length] ?? regions[0];
  const name = `shop-${index}`;
  const methods = Array.from({ length: endpoints }, (_, number) => methodOf(name, region, number));
  return {
    id: `bench${String(index).padStart(5, '0')}`,
    name,
    region,
    methods,
    byPath: new Map(methods.map((method) => [method.path, method])),
    functions: methods.flatMap(({ functionArn }) => functionArn?.split(':').at(-1) ?? []),
  };
};

const methodOf = (api: string, region: string, number: number): MethodOfBench => {
  const path = `/v1/${api}/resource-${number}`;
  const body = {
    path,
    items: Array.from({ length: 10 }, (_, id) => ({ id, title: `item ${id} of ${path}` })),
  };
  const name = `${api}-local-resource-${number}`;
  if (number % 2 === 0) return { path, region, latencyMs: 0, body };
  const functionArn = `arn:aws:lambda:${region}:000000000000:function:${name}`;
  return { path, region, functionArn, latencyMs: 5 + (number % 40), body };
};
