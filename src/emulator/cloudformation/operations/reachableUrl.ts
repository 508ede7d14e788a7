const INVOKE_URL = /^https:\/\/([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?=\/|$)/;

/**
 * Turns the AWS address of an API into one that this engine answers, so that what osls prints can be opened:
 * `https://a1b2.execute-api.us-east-1.amazonaws.com/local` -> `http://127.0.0.1:4566/_aws/execute-api/a1b2/local`.
 */
export const reachableUrl = (value: string, endpoint: string): string =>
  value.replace(INVOKE_URL, (_url, apiId: string) => `${endpoint}/_aws/execute-api/${apiId}`);
