import type { Chance } from '../faults/chance';
import { jsonReply } from '../http/jsonReply';
import { jsonBody, numberField } from './controlBody';
import type { ControlRoute } from './controlRoute';

const MAX_SEED = 2 ** 32 - 1;

/** `/_chaos/seed`: POST `{"seed": <number>}` begins the numbers of that seed, `{}` those of the present one again. */
export function seedRoute(chance: Chance): ControlRoute {
  const answer = () => jsonReply(200, { seed: chance.seed });
  return {
    path: '/_chaos/seed',
    methods: {
      GET: answer,
      POST: (request) => {
        const body = jsonBody(request);
        chance.restart(isEmpty(body) ? undefined : numberField(body, 'seed', 0, MAX_SEED, 'number'));
        return answer();
      },
    },
  };
}

const isEmpty = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length === 0;
