import assert from 'node:assert/strict';
import { Replay } from '../../core/lab/recording/replay';
import { readText, testHeader, testText } from '../../core/lab/recording/testRecording';
import { replayState } from './replayState';

const { startedAt } = testHeader;

const open = async (text: string) => {
  const recording = await readText(text);
  return { name: 'a.chaoslog', recording, replay: new Replay(recording) };
};

describe('replayState', () => {
  it('is the lab as of that moment, without switches', async () => {
    const state = replayState(await open(testText), startedAt + 12_000);
    assert.equal(state.now, startedAt + 12_000);
    assert.deepEqual(state.switches, []);
    assert.deepEqual(
      state.responses.map(({ status }) => status),
      [200, 502, 502],
    );
    assert.deepEqual(
      state.lanes.map(({ title }) => title),
      ['GET /v1/hello', 'lambda.Invoke'],
    );
    const { title, ...replay } = state.replay ?? { title: '' };
    assert.match(title, /^Recording of .*2026.* \(a\.chaoslog\)$/);
    assert.deepEqual(replay, { from: startedAt, to: startedAt + 20_000, at: state.now, problems: [] });
  });

  it('says what could not be read', async () => {
    const cut = replayState(await open(testText.slice(0, -30)), startedAt);
    assert.match(cut.replay?.problems.join() ?? '', /cut off/);
    const { replay, lanes } = replayState({ name: 'b.chaoslog', problem: 'No recording.' }, 0);
    assert.deepEqual(replay, { title: 'b.chaoslog', from: 0, to: 0, at: 0, problems: ['No recording.'] });
    assert.deepEqual(lanes, []);
  });
});
