import assert from 'node:assert/strict';
import { checkExtensions } from './checkExtensions';
import type { ExtendedRule } from './rule';

const rule: ExtendedRule = { latency: { min: 1, max: 2 }, count: 3 };

describe('what a rule asks of an engine', () => {
  it('is no question where the engine can, or nothing is asked', () => {
    checkExtensions([rule], { product: 'chaos-lab 1', extensions: ['latency', 'count'] });
    checkExtensions([{ service: 's3' }], { product: 'LocalStack 2026.4.0' });
  });

  it('is refused in a sentence that says what to do', () => {
    const refused = (extensions?: string[]) => {
      try {
        checkExtensions([rule], { product: 'LocalStack 2026.4.0', ...(extensions && { extensions }) });
      } catch (error) {
        return (error as Error).message;
      }
      return 'taken';
    };
    assert.equal(
      refused(),
      'LocalStack 2026.4.0 cannot delay what a rule fits (latency), nor end a rule after some requests (count): that takes the engine of Chaos Lab, alone or in front of it (chaos-lab engine --upstream URL). Nothing was changed.',
    );
    assert.match(
      refused(['latency']),
      /^LocalStack 2026\.4\.0 cannot end a rule after some requests \(count\): /,
    );
  });
});
