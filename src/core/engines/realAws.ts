import { HumanError } from '../errors';

/** The DNS suffixes of AWS's partitions, single and dual stack (the SDK's partitions.json), of function URLs, and what stands before AWS. */
const suffixes = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.eu',
  'api.aws',
  'on.aws',
  'aws.amazon.com',
  'cloudfront.net',
  'api.amazonwebservices.com.cn',
  'api.amazonwebservices.eu',
  'c2s.ic.gov',
  'api.aws.ic.gov',
  'sc2s.sgov.gov',
  'api.aws.scloud',
  'csp.hci.ic.gov',
  'api.aws.hci.ic.gov',
  'cloud.adc-e.uk',
  'api.cloud-aws.adc-e.uk',
];

/** Machines and load balancers that AWS names for its customers: an emulator may well run there. */
const customers = /^ec2-[\d-]+\.([a-z0-9-]+\.)?compute(-1)?\.|\.elb\.([a-z0-9-]+\.)?amazonaws\./;

/** Whether requests to this host name reach AWS itself, in any of its partitions. */
export const isRealAwsHost = (host: string): boolean => {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (customers.test(name)) return false;
  return suffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`));
};

/** Throws a `HumanError` when the endpoint is AWS itself. */
export const refuseRealAws = (endpoint: string): void => {
  const { hostname } = new URL(endpoint);
  if (!isRealAwsHost(hostname)) return;
  throw new HumanError(
    `${hostname} is AWS itself: faults, probes and deployments would reach a real account and may cost money. ` +
      'Give an emulator\'s endpoint, or turn the setting "chaos.allowRealAws" on.',
    'usage',
  );
};
