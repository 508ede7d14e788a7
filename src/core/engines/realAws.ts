/** The domains that AWS serves its APIs under, partition by partition. */
const awsDomains = [
  'amazonaws.com',
  'api.aws',
  'on.aws',
  'aws.amazon.com',
  'cloudfront.net',
  'amazonaws.com.cn',
  'api.amazonwebservices.com.cn',
  'amazonaws.eu',
  'api.amazonwebservices.eu',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'csp.hci.ic.gov',
  'cloud.adc-e.uk',
];

/** Whether a host name (without port) is one of real AWS: faults are for emulators. */
export function isRealAwsHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return awsDomains.some((domain) => name === domain || name.endsWith(`.${domain}`));
}
