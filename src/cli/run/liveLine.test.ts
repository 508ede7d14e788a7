import assert from 'node:assert/strict';
import { LiveLine } from './liveLine';

/** What a terminal of 30 columns is sent. */
const terminal = () => {
  const sent: string[] = [];
  const stream = { columns: 30, write: (text: string) => sent.push(text) } as unknown as NodeJS.WriteStream;
  return { sent, stream };
};

describe('LiveLine', () => {
  it('draws what runs now in the last line, cut to its width, and clears it', () => {
    const { sent, stream } = terminal();
    const live = new LiveLine(stream, true);
    live.show('a name that is longer than the line');
    live.clear();
    live.clear();
    assert.deepEqual(sent, ['\r\u001b[K    … a name that is longer t', '\r\u001b[K']);
  });

  it('shows nothing where nobody watches', () => {
    const { sent, stream } = terminal();
    const live = new LiveLine(stream, false);
    live.show('hidden');
    live.clear();
    assert.deepEqual(sent, []);
  });
});
