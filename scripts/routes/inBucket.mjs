// @ts-check

/**
 * The model of S3 puts the bucket into the host; here it begins the path.
 *
 * @param {string} service @param {string} path @param {readonly { name: string, required: boolean }[]} members
 */
export function inBucket(service, path, members) {
  const needsBucket = service === 's3' && members.some(({ name, required }) => name === 'Bucket' && required);
  return needsBucket ? `/{Bucket}${path.replace(/^\/(?=\?|$)/, '')}` : path;
}
