export interface ControlPlaneOptions {
  /** Origin of the engine. */
  readonly endpoint: string;
  readonly region: string;
  readonly signal?: AbortSignal;
  /** For one call; 10 s when absent. */
  readonly timeoutMs?: number;
}

interface MiddlewareStack {
  add(
    middleware: <A extends object, R>(next: (args: A) => R) => (args: A) => R,
    options: { readonly step: 'build'; readonly name: string },
  ): void;
}

/** Sets an SDK client up for the lab's own reads: our account, one attempt, never matched by a fault rule. */
export const sdkClient = <Client extends { readonly middlewareStack: MiddlewareStack }>(
  make: (configuration: ReturnType<typeof configurationOf>) => Client,
  options: ControlPlaneOptions,
): Client => {
  const client = withoutAdvice(() => make(configurationOf(options)));
  client.middlewareStack.add(bypass, { step: 'build', name: 'chaosBypass' });
  return client;
};

const configurationOf = ({ endpoint, region, timeoutMs = 10_000 }: ControlPlaneOptions) => ({
  endpoint,
  region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1, // discovery comes round again by itself
  requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs },
});

/** The engine lets reads with this header pass (DESIGN.md, The engine); others ignore it. */
const bypass =
  <A extends object, R>(next: (args: A) => R) =>
  (args: A): R => {
    const { request } = args as { request?: { headers?: Record<string, string> } };
    if (request?.headers) request.headers['x-chaos-bypass'] = '1';
    return next(args);
  };

/** Makes a client without the SDK's advice to update Node, which would stand in the middle of our output. */
const withoutAdvice = <T>(make: () => T): T => {
  const name = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';
  const before = process.env[name];
  process.env[name] = 'true';
  try {
    return make();
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
};
