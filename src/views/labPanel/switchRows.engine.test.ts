import assert from 'node:assert/strict';
import { withEngine } from '../../cli/engine/withEngine';
import { ExternalEngine } from '../../core/engines/externalEngine';
import { isHumanError } from '../../core/errors';
import { FaultsService } from '../../core/faults/faultsService';
import { FaultSwitches } from '../faults/faultSwitches';
import { switchRows } from './switchRows';

const scope = { region: 'us-east-1', service: 'lambda' };

/** The switches of a lab at a real engine in this process; `seen`: what the one for Lambda was, change by change. */
const withSwitches = (
  work: (lab: {
    switches: FaultSwitches;
    faults: FaultsService;
    seen: string[];
    stop: () => Promise<void>;
  }) => Promise<void>,
) =>
  withEngine({}, async ({ url, close }) => {
    const engine = new ExternalEngine({ endpoint: url });
    await engine.start();
    const faults = new FaultsService({ engine, owner: 'lab-1' });
    const switches = new FaultSwitches({ faults, durationMs: () => undefined });
    const seen: string[] = [];
    const look = () => {
      const [pending, none] = [switches.pending, () => undefined];
      const rows = switchRows({
        faults: faults.current,
        regions: ['us-east-1'],
        pending,
        verdict: none,
        masked: none,
      });
      const row = rows.find(({ key }) => key === 'us-east-1/lambda/*');
      const now = `${row?.on ? 'on' : 'off'}${row?.busy ? ', asking' : ''}`;
      if (seen.at(-1) !== now) seen.push(now);
    };
    switches.onDidChange(look);
    faults.onDidChange(look);
    try {
      await work({ switches, faults, seen, stop: close });
    } finally {
      switches.dispose();
      faults.dispose();
      engine.dispose();
    }
  });

describe('a switch of the panel at a real engine', () => {
  it('turns when the engine has, and back when it has', () =>
    withSwitches(async ({ switches, seen }) => {
      await switches.toggle(scope, true);
      await switches.toggle(scope, false);
      assert.deepEqual(seen, ['off, asking', 'on, asking', 'on', 'on, asking', 'off, asking', 'off']);
    }));

  it('is never on at an engine that has stopped, and says why', () =>
    withSwitches(async ({ switches, faults, seen, stop }) => {
      await stop();
      await assert.rejects(
        switches.toggle(scope, true),
        (error) => isHumanError(error) && /no answer|Nothing answers|not answer|refused/i.test(error.message),
      );
      assert.deepEqual(
        seen.filter((now) => now.startsWith('on')),
        [],
      );
      assert.deepEqual(seen.slice(-2), ['off, asking', 'off']);
      assert.deepEqual(faults.current.rules, []);
    }));
});
