import assert from 'node:assert/strict';
import { progressSteps } from './progressSteps';

describe('progressSteps', () => {
  it('turns shares into what has been added, and never goes back', () => {
    const next = progressSteps();
    const shares = [undefined, 0.25, 0.5, 0.4, 0.75];
    const steps = shares.map((progress) =>
      next({ state: 'starting', detail: 'Pulling', ...(progress === undefined ? {} : { progress }) }),
    );
    assert.deepEqual(steps, [
      { message: 'Pulling' },
      { message: 'Pulling (25 %)', increment: 25 },
      { message: 'Pulling (50 %)', increment: 25 },
      { message: 'Pulling (40 %)', increment: 0 },
      { message: 'Pulling (75 %)', increment: 25 },
    ]);
  });
});
