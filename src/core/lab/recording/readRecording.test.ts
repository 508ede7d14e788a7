import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolder } from '../../../../test/support/withFolder.mjs';
import { isHumanError } from '../../errors';
import { megabyte } from './chaoslog';
import { formatLine } from './logLines';
import { readRecording } from './readRecording';
import { readText, testHeader, testLines, testText } from './testRecording';

const cutOff = 'It has no end: the recording was cut off. All before that is shown.';

describe('readRecording', () => {
  it('reads back what was written', async () => {
    const { header, lines, problems, from, to } = await readText(testText);
    assert.deepEqual(JSON.parse(JSON.stringify([header, ...lines])), [testHeader, ...testLines]);
    assert.deepEqual(problems, []);
    assert.deepEqual(to - from, 20_000);
  });

  it('gives what it can of a file that was cut off, at whatever byte', async () => {
    const bytes = Buffer.from(testText);
    const headerEnd = bytes.indexOf('\n');
    for (let length = 0; length < bytes.length - 1; length++) {
      const reading = readRecording(once(bytes.subarray(0, length)));
      if (length < headerEnd) await assert.rejects(reading, isHumanError);
      else {
        const { lines, problems } = await reading;
        const whole = bytes.subarray(0, length).toString().split('\n').slice(1, -1).length;
        assert.ok(lines.length === whole || lines.length === whole + 1, `${length}`);
        assert.deepEqual(problems, [cutOff], `${length}`);
      }
    }
  });

  it('refuses what is no recording in one sentence', async () => {
    const foreign = [
      '',
      '\n',
      'hello',
      '{"kind":"header"}',
      '\u0000\u0001',
      'x'.repeat(5_000_000),
      '[]',
      'null',
    ];
    for (const text of foreign)
      await assert.rejects(
        readText(text),
        (error) => isHumanError(error) && error.message.split('. ').length < 3,
      );
  });

  it('counts and leaves out what is damaged, too long or of a later version', async () => {
    const [first = ''] = testText.split('\n');
    const end = formatLine({ kind: 'end', at: testHeader.startedAt });
    const strange = [
      first.replace('"version":1', '"version":2'),
      '{"kind":"dream","at":1}',
      '{"kind":"note","at":"never","text":1}',
      'nonsense',
      `{"kind":"note","at":1,"text":"${'x'.repeat(3000)}"}`,
      '',
      end,
    ].join('\n');
    const { lines, problems } = await readText(strange, { maxLineBytes: 2000 });
    assert.equal(lines.length, 1);
    assert.deepEqual(problems, [
      'It was written in version 2 of the format, and read as version 1.',
      '2 lines could not be read and are left out.',
      '1 line longer than any recorder writes is left out.',
      '1 line of a kind unknown to this version is left out.',
    ]);
  });

  it('shows the beginning of what is too large, and says so', async () => {
    const larger = 'It is larger than what can be shown: the beginning is.';
    const long = await readText(testText, { maxLines: 3 });
    assert.deepEqual([long.lines.length, long.problems], [3, [larger]]);
    const heavy = await readText(testText, { maxBytes: testText.length - 100 });
    assert.deepEqual(heavy.problems.includes(larger), true);
    const details = await readText(testText, { maxDetailBytes: 40 });
    assert.deepEqual(details.problems, ['3 answers are shown without headers and body: there are too many.']);
  });

  it('bounds what costs far more in memory than in the file, and what would freeze a page', async () => {
    const { startedAt: at } = testHeader;
    const faults = (count: number) =>
      formatLine({
        kind: 'faults',
        at,
        latencyMs: 0,
        rules: Array.from({ length: count }, (_, n) => ({ region: `r${n}` })),
      });
    const note = (length: number) => formatLine({ kind: 'note', at, text: 'x'.repeat(length) });
    const end = formatLine({ kind: 'end', at });
    const all = [formatLine(testHeader), faults(1001), note(10_001), faults(1000), note(10_000), end];
    const { lines, problems } = await readText(all.join(''), { maxStateBytes: faults(1000).length });
    assert.deepEqual(
      lines.map(({ kind }) => kind),
      ['faults', 'end'],
    );
    assert.deepEqual(problems, [
      '2 lines could not be read and are left out.',
      '1 line with endpoints, faults or notes is left out: there are too many.',
    ]);
  });

  it('takes nothing from lines that are nested without end', async () => {
    const deep = [
      '['.repeat(100_000),
      `{"kind":"note","at":1,"text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      `{"kind":"end","at":1,"more":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
    ];
    const { lines, problems } = await readText(`${formatLine(testHeader)}${deep.join('\n')}\n`);
    assert.deepEqual([lines.length, problems], [1, ['2 lines could not be read and are left out.']]);
    assert.deepEqual(lines, [{ kind: 'end', at: 1 }]);
  });

  it('reads a file of 200 MB in bounded memory', async function () {
    this.timeout(60_000);
    await withFolder(async (folder: string) => {
      const path = join(folder, 'huge.chaoslog');
      await writeFile(path, many(200 * megabyte));
      assert.ok((await stat(path)).size > 200 * megabyte);
      const stream = createReadStream(path);
      const { lines, problems } = await readRecording(stream, { maxDetailBytes: 4_000_000 });
      assert.ok(stream.bytesRead < 110 * megabyte, 'the rest is never read');
      assert.ok(lines.reduce((sum, line) => sum + JSON.stringify(line).length, 0) < 20 * megabyte);
      assert.equal(problems[0], 'It is larger than what can be shown: the beginning is.');
    });
  });

  it('reads 50 MB in bounded memory and time', async function () {
    this.timeout(30_000);
    const began = performance.now();
    const { lines, problems } = await readRecording(many(50 * 1024 * 1024), { maxDetailBytes: 4_000_000 });
    assert.ok(lines.length > 20_000);
    assert.equal(problems.length, 2);
    assert.ok(performance.now() - began < 15_000);
    const kept = lines.reduce((sum, line) => sum + JSON.stringify(line).length, 0);
    assert.ok(kept < 20_000_000, `${kept}`);
  });
});

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A recording of so many bytes, made while it is read. */
async function* many(bytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(formatLine(testHeader));
  const line = formatLine({ ...(testLines[1] as (typeof testLines)[1]), body: 'x'.repeat(2000) } as never);
  const chunk = Buffer.from(line.repeat(32));
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
}
