import assert from 'node:assert/strict';
import { outcomeText } from './outcomeText';

const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime();
const passed = { label: 'passed', isGood: true, isDry: false };

describe('outcomeText', () => {
  it('says the time of a run of today, and the day of an older one', () => {
    const now = at(23, 12, 0);
    const textOf = (endedAt: number) => outcomeText({ ...passed, endedAt }, now, 'en-US');
    assert.equal(textOf(at(23, 9, 5)), 'passed 09:05');
    assert.equal(textOf(at(22, 23, 59)), 'passed Nov 22, 23:59');
  });
});
