// A client of the sample, as experiments need one: it can try again, and go to another region.
//
//   node client.mjs [--endpoint URL] [--regions us-east-1,us-west-2] [--calls 10] [--attempts 1] /v1/hello
//
// It prints what came of its calls. Exit codes: 0 each was answered in the end, 1 some were not, 2 it could not begin.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    endpoint: { type: 'string', default: process.env.CHAOS_ENDPOINT ?? 'http://127.0.0.1:4566' },
    regions: { type: 'string', default: 'us-east-1' },
    calls: { type: 'string', default: '10' },
    attempts: { type: 'string', default: '1' },
  },
});
const path = positionals[0] ?? '/test';
const calls = Number(values.calls);
const attempts = Number(values.attempts);

/** Where the sample answers in a region: the id of its API is asked of API Gateway, as the AWS CLI would. */
async function findApi(region) {
  const scope = `Credential=test/20260101/${region}/apigateway/aws4_request`;
  const response = await fetch(`${values.endpoint}/restapis?limit=500`, {
    headers: {
      accept: 'application/json',
      authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`,
      'x-chaos-bypass': '1', // looking for it is no part of the experiment
    },
  });
  if (!response.ok) throw new Error(`API Gateway in ${region} answered ${response.status}`);
  const { item = [] } = await response.json();
  const api = [item].flat().find(({ name }) => name === 'chaos-example');
  if (!api) throw new Error(`the sample is not deployed in ${region}: "chaos-lab deploy" does it`);
  return `${values.endpoint}/_aws/execute-api/${api.id}/local`;
}

/** One call: every region in turn, and that as often as it may try. */
async function call(apis, counts) {
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await sleep(10 + Math.random() * 20);
    for (const [region, api] of apis) {
      counts.requests++;
      const response = await fetch(api + path).catch(() => undefined);
      await response?.arrayBuffer();
      if (!response?.ok) continue;
      counts.answered[region] = (counts.answered[region] ?? 0) + 1;
      return true;
    }
  }
  return false;
}

try {
  const regions = values.regions.split(',');
  const apis = await Promise.all(regions.map(async (region) => [region, await findApi(region)]));
  const counts = { calls, lost: 0, requests: 0, answered: {} };
  for (let done = 0; done < calls; done++) if (!(await call(apis, counts))) counts.lost++;
  console.log(JSON.stringify(counts));
  process.exitCode = counts.lost === 0 ? 0 : 1;
} catch (error) {
  console.error(`${error.message}${error.cause ? ` (${error.cause.message})` : ''}`);
  process.exitCode = 2;
}
