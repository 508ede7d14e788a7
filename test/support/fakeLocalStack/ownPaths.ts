import { localStackVersion, type Persona } from './persona';

/** What a persona answers for one of its own paths. */
export interface OwnReply {
  readonly status: number;
  readonly contentType?: string;
  readonly body: string;
}

/** What the AWS behind the persona says of itself. */
export interface Services {
  readonly services: Readonly<Record<string, string>>;
  readonly startedAt: number;
}

type Ask = (path: string, services: Services) => OwnReply;

/**
 * The answer to a GET of `/_localstack/…` other than LocalStack's Chaos API. Undefined for a path that the persona has
 * no meaning of its own for: it then goes to S3, as a bucket.
 */
export function ownPath(persona: Persona, path: string, services: Services): OwnReply {
  return answers[persona](path, services);
}

const json = (value: unknown, status = 200): OwnReply => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(value),
});

const empty404: OwnReply = { status: 404, body: '' };

/** What every one of them says of a path that it takes for a bucket. */
export const noSuchBucket = (path: string): OwnReply => ({
  status: 404,
  contentType: 'application/xml',
  body:
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not ' +
    `exist</Message><BucketName>${path.split('/')[1]}</BucketName></Error>`,
});

const localStack =
  (plugins: readonly string[]): Ask =>
  (path, { services, startedAt }) => {
    switch (path) {
      case '/_localstack/health':
        return json({ services, edition: 'pro', version: localStackVersion });
      case '/_localstack/info':
        return json(info(startedAt));
      case '/_localstack/licenseinfo':
        return json({ license_type: 'ultimate', available_plugins: plugins });
      default:
        return empty404;
    }
  };

/** `machine_id` and `session_id` are made up; the fields are those of LocalStack's OpenAPI document. */
const info = (startedAt: number) => ({
  version: `${localStackVersion}:1a2b3c4d5`,
  edition: 'pro',
  is_license_activated: true,
  session_id: '5e551011-0000-4000-8000-000000000000',
  machine_id: 'dkr_0000000000aa',
  system: 'linux',
  is_docker: true,
  server_time_utc: new Date().toISOString().replace(/\.\d+Z$/, ''),
  uptime: Math.floor((Date.now() - startedAt) / 1000),
});

const basePlugins = [
  'localstack.platform.plugin/iam-enforcement',
  'localstack.platform.plugin/pods',
  'localstack.aws.provider/lambda:pro',
];

/** Floci answers these four under LocalStack's name; all else it takes for a bucket (`EmulatorInfoController`). */
const floci: Ask = (path, { services }) => {
  const says = { edition: 'community', original_edition: 'floci-always-free', version: '1.5.12' };
  switch (path) {
    case '/_localstack/health':
      return json({ services, ...says });
    case '/_localstack/info':
      return json(says);
    case '/_localstack/diagnose':
    case '/_localstack/config':
      return json({});
    default:
      return noSuchBucket(path);
  }
};

const ministack: Ask = (path, { services }) => {
  if (path === '/_localstack/health') return json({ services, edition: 'light', version: '1.4.20' });
  return json({ error: `Unknown LocalStack endpoint: ${path}.` }, 404);
};

const answers: Readonly<Record<Persona, Ask>> = {
  licensed: localStack([...basePlugins, 'localstack.platform.plugin/chaos']),
  unlicensed: localStack(basePlugins),
  floci,
  ministack,
};
