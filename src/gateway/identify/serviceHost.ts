/** What a host name of AWS, or of an emulator's domain, says. */
export interface ServiceHost {
  /** Endpoint prefix: `lambda`, `s3`. */
  readonly service?: string;
  readonly region?: string;
  /** What stands before the service: `my-bucket` in `my-bucket.s3.us-east-1.amazonaws.com`. */
  readonly prefix?: string;
}

/** Longest first. */
const suffixes = ['.localhost.localstack.cloud', '.amazonaws.com.cn', '.amazonaws.com', '.localhost'];
const regionPattern = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;

/** Reads `[prefix.]service[.region].suffix`; a name that is only a prefix (`my-bucket.localhost`) has no service. */
export function readServiceHost(host: string): ServiceHost {
  const suffix = suffixes.find((candidate) => host.endsWith(candidate));
  if (suffix === undefined) return {};
  const labels = host.slice(0, -suffix.length).split('.');
  const last = labels.at(-1) ?? '';
  const region = regionPattern.test(last) ? labels.pop() : undefined;
  if (labels.at(-1) === 'dualstack') labels.pop();
  const isService = region !== undefined || suffix.includes('amazonaws') || isKnown(labels.at(-1));
  const service = isService ? labels.pop() : undefined;
  return {
    ...(service ? { service } : {}),
    ...(region === undefined ? {} : { region }),
    ...(labels.length > 0 ? { prefix: labels.join('.') } : {}),
  };
}

/** Under an emulator's domain a single label may be a bucket as well; these names are services there. */
const known = new Set(['s3', 'lambda', 'apigateway', 'cloudformation', 'sts', 'iam', 'acm', 'logs', 'ecr']);
const isKnown = (label: string | undefined): boolean => label !== undefined && known.has(label);
