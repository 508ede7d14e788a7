import assert from 'node:assert/strict';
import { plainText } from '../sentence';
import { testEndpoint } from '../testEndpoint';
import { Timeline } from '../timeline';
import type { LogLine } from './chaoslog';
import { answerAt, faultsAt } from './experiment/testClicks';
import { historyAt } from './historyAt';
import { formatLine } from './logLines';
import { Replay } from './replay';
import { helloEndpoint, readText, testHeader, testText } from './testRecording';

const { startedAt } = testHeader;
const at = (second: number) => startedAt + second * 1000;

describe('Replay', () => {
  it('shows what was there at each moment', async () => {
    const replay = new Replay(await readText(testText));
    const seen = [0, 2, 7, 12, 20].map((second) => {
      const { histories, bands, explanations, responses } = replay.at(at(second));
      const [, hello] = histories.find(([id]) => id === helloEndpoint.id) ?? [];
      return [
        second,
        hello?.marks.map(({ status }) => status).join(),
        responses.length,
        bands.map(({ label, to }) => `${label}${to === undefined ? '' : ' over'}`).join(),
        explanations.length,
      ];
    });
    assert.deepEqual(seen, [
      [0, '', 0, '', 0],
      [2, '200', 1, '', 0],
      [7, '200,502', 2, 'lambda in us-east-1', 1],
      [12, '200,502,502', 3, 'lambda in us-east-1', 1],
      [20, '200,502,502,200', 4, 'lambda in us-east-1 over', 0],
    ]);
    const [explanation] = replay.at(at(12)).explanations;
    assert.match(
      plainText(explanation?.sentence ?? []),
      /could not invoke the Lambda hello, because the rule lambda in us-east-1/,
    );
  });

  it('says what stayed healthy at that moment, and why', async () => {
    const test = testEndpoint('/test');
    const lines = [
      { ...testHeader, endpoints: [helloEndpoint, test] },
      faultsAt(5, [{ service: 'lambda' }]),
      answerAt(6, test, 200),
      faultsAt(9, []),
    ];
    const replay = new Replay(await readText(lines.map(formatLine).join('')));
    const said = [5, 7, 9].map((second) => replay.at(at(second)).unaffected.map(plainText));
    assert.deepEqual(said, [[], ['GET /test in us-east-1 stays healthy: no Lambda behind it.'], []]);
  });

  it('has lanes for the calls too, internal ones apart', async () => {
    const { lanes } = new Replay(await readText(testText)).at(at(20));
    assert.deepEqual(
      lanes.map(({ id }) => id),
      [helloEndpoint.id, 'internal us-east-1 lambda.Invoke'],
    );
  });

  it('has no more lanes than a page can bear, and says so', async () => {
    const endpoints = Array.from({ length: 2001 }, (_, n) => testEndpoint(`/${n}`));
    const call = (operation: string): LogLine => ({
      kind: 'event',
      at: at(1),
      service: 's3',
      operation,
      region: 'r',
      status: 200,
      durationMs: 1,
      injected: false,
      internal: false,
    });
    const calls = Array.from({ length: 300 }, (_, n) => call(`Op${n}`));
    const lines = [{ ...testHeader, endpoints }, ...calls, call('Op299'), answerAt(2, { id: 'nobody' }, 200)];
    const replay = new Replay(await readText(lines.map(formatLine).join('')));
    const { lanes, histories } = replay.at(at(9));
    assert.deepEqual([lanes.length, histories.length], [2200, 2200]);
    assert.ok(
      lanes.some((lane) => lane.kind === 'call' && lane.operation === 'Op299'),
      'the most frequent',
    );
    assert.deepEqual(replay.leftOut, [
      'It has 2001 endpoints: the first 2000 are shown.',
      'It has 300 kinds of AWS calls: 200 are shown.',
    ]);
  });

  it('finds a response with its body, and the healthy one before it', async () => {
    const replay = new Replay(await readText(testText));
    const failed = replay.responses[1];
    const found = replay.find(failed?.id ?? -1);
    assert.equal(Buffer.from(found?.detail?.body ?? []).toString(), '<img src=x onerror="alert(1)">');
    const healthy = replay.lastHealthy(helloEndpoint.id, at(12));
    assert.equal(Buffer.from(healthy?.detail?.body ?? []).toString(), 'hello');
    assert.equal(replay.find(0), undefined);
    assert.equal(replay.find(999), undefined);
  });
});

describe('historyAt', () => {
  it('gives what a timeline gives', () => {
    const marks = Array.from({ length: 500 }, (_, n) => ({
      at: n * 1000,
      status: n % 7 === 0 ? 503 : 200,
      durationMs: n % 13,
      injected: n % 14 === 0,
    }));
    const timeline = new Timeline();
    for (const mark of marks) timeline.add(mark);
    assert.deepEqual(historyAt(marks), timeline.data());
  });
});
