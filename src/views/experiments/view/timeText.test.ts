import assert from 'node:assert/strict';
import { timeText } from './timeText';

const at = (year: number, month: number, day: number, hour = 9) =>
  new Date(year, month, day, hour, 5, 7).getTime();

describe('timeText', () => {
  it('is as short as it can be told apart', () => {
    const now = at(2026, 10, 23, 15);
    assert.match(timeText(at(2026, 10, 23), now), /^09:05:07$/);
    assert.match(timeText(at(2026, 10, 22), now), /22.*09:05$/);
    assert.doesNotMatch(timeText(at(2026, 10, 22), now), /2026/);
    assert.match(timeText(at(2025, 10, 23), now), /23.*2025.*09:05$/);
  });
});
