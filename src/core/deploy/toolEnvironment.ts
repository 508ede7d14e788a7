/** What the tools of one region are told about where to deploy. */
export interface DeployTarget {
  /** Origin of the engine, as the tools reach it: see `withToolEndpoint`. */
  readonly toolEndpoint: string;
  readonly region: string;
  /** The first region has the custom domain, since a domain points to one. */
  readonly first: boolean;
}

/** Of the person's own AWS configuration nothing may reach the tools: with it they could reach the real AWS. */
const foreign =
  /^(AWS_(?!CA_BUNDLE$)|AMAZON_|ELECTRON_RUN_AS_NODE$|FORCE_COLOR$|VSCODE_|TF_WORKSPACE$|TF_DATA_DIR$)/;

/** The environment of every tool: the engine, test credentials, and no questions. */
export const toolEnvironment = (
  target: DeployTarget,
  own: Readonly<NodeJS.ProcessEnv> = process.env,
): NodeJS.ProcessEnv => ({
  ...baseEnvironment(own),
  AWS_ENDPOINT_URL: target.toolEndpoint,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: target.region,
  AWS_DEFAULT_REGION: target.region,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  // Files that are not there: a profile in the real ones may name another endpoint or other credentials.
  AWS_CONFIG_FILE: '/nonexistent/aws-config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/aws-credentials',
  TF_VAR_region: target.region,
  ...(target.first ? {} : { TF_VAR_domain_name: '', DOMAIN_NAME: '' }),
  TF_IN_AUTOMATION: '1',
  TF_INPUT: '0',
  CHECKPOINT_DISABLE: '1',
  SLS_AWS_MONITORING_FREQUENCY: '200', // ms between two looks at a stack; made for the real AWS, 5000 is the default
  SLS_TELEMETRY_DISABLED: '1',
  SLS_TRACKING_DISABLED: '1',
  SLS_NOTIFICATIONS_MODE: 'off',
});

/** For programs that have nothing to do with AWS: npm, version queries. */
export const baseEnvironment = (own: Readonly<NodeJS.ProcessEnv> = process.env): NodeJS.ProcessEnv => {
  const kept = Object.fromEntries(Object.entries(own).filter(([name]) => !foreign.test(name)));
  const noProxy = [own.NO_PROXY ?? own.no_proxy, '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  return { ...kept, NO_PROXY: noProxy, no_proxy: noProxy, NO_COLOR: '1' };
};
