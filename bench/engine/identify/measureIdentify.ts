import type { HttpRequest } from '../../../src/aws/http';
import { identifyCall } from '../../../src/gateway/identify/identifyCall';
import { samples } from './samples';

/** ns for a call, by what was called, a value for each round. */
export type IdentifyTimes = ReadonlyMap<string, readonly number[]>;

/** The name of what the others are compared with. */
export const NOTHING = 'nothing: the path is looked at';

/** Times each sample, in turn, in this process; the first round only warms up. */
export function measureIdentify(rounds: number, calls: number): IdentifyTimes {
  const work = [
    [NOTHING, timed(({ path }) => path.length, Object.values(samples))] as const,
    ...Object.entries(samples).map(([name, sample]) => [name, timed(identifiedLength, [sample])] as const),
  ];
  const times = new Map<string, number[]>(work.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, time] of work) {
      const ns = time(calls);
      if (round > 0) times.get(name)?.push(ns);
    }
  }
  return times;
}

const identifiedLength = (request: HttpRequest): number => {
  const call = identifyCall(request, 'us-west-2');
  if (!call?.operation) throw new Error(`${request.method} ${request.path} was not identified.`);
  return call.operation.length;
};

/** ns that each of so many calls took. The sum is looked at, so that no call can be left out. */
const timed = (call: (request: HttpRequest) => number, requests: readonly HttpRequest[]) => {
  let sum = 0;
  return (calls: number): number => {
    const begun = process.hrtime.bigint();
    for (let done = 0; done < calls; done++) {
      const request = requests[done % requests.length];
      if (request !== undefined) sum += call(request);
    }
    const ns = Number(process.hrtime.bigint() - begun);
    if (sum <= 0) throw new Error('Nothing was called.');
    return ns / calls;
  };
};
