import assert from 'node:assert/strict';
import { ResponseLog } from '../../core/lab/responseLog';
import { Timeline } from '../../core/lab/timeline';
import type { HostMessage, LabSections } from '../lab/protocol';
import { LabSession } from './labSession';

const sections: LabSections = {
  engine: { state: 'ready', name: 'embedded engine', deploying: false, lostEvents: 0 },
  faults: { latencyMs: 0, count: 0, regions: ['us-east-1'], others: [], warnings: [] },
  switches: [],
  lanes: [],
  bands: [],
  explanations: [],
  unaffected: [],
  outcomes: [],
  recording: {},
  load: [],
};
const mark = { at: 1, status: 200, durationMs: 2, injected: false };

const setUp = () => {
  const timeline = new Timeline();
  const log = new ResponseLog();
  const posted: HostMessage[] = [];
  const world = { sections };
  const session = new LabSession({
    lab: {
      lanes: [{ kind: 'call', id: 'a', service: 's3', operation: '', region: 'r', internal: false }],
      timeline: () => timeline,
      log,
    },
    sections: () => world.sections,
    now: () => 5,
    post: (message) => posted.push(message),
  });
  return { timeline, log, posted, world, session };
};

describe('LabSession', () => {
  it('gives a page everything when it begins, each time', () => {
    const { timeline, log, posted, session } = setUp();
    timeline.add(mark);
    const detail = { headers: [], body: Buffer.from('secret'), truncated: false };
    log.add({ ...mark, endpointId: 'a', detail });
    session.begin();
    session.begin();
    const state = {
      now: 5,
      ...sections,
      histories: [['a', { buckets: [], marks: [mark] }]],
      responses: [{ id: 1, laneId: 'a', ...mark }],
    };
    assert.deepEqual(posted, [
      { type: 'state', state },
      { type: 'state', state },
    ]);
  });

  it('then sends only what is different, and nothing when nothing is', () => {
    const { posted, world, session } = setUp();
    session.begin();
    posted.length = 0;
    world.sections = structuredClone(sections);
    session.update();
    assert.deepEqual(posted, []);
    const engine = { ...sections.engine, deploying: true };
    world.sections = { ...sections, engine };
    session.update({ marks: [{ laneId: 'a', ...mark }], responses: [] });
    session.update();
    assert.deepEqual(posted, [
      {
        type: 'changes',
        changes: { now: 5, sections: { engine }, marks: [{ laneId: 'a', ...mark }], responses: [] },
      },
    ]);
  });

  it('says nothing to a page that is not there', () => {
    const { posted, session } = setUp();
    session.update({ marks: [{ laneId: 'a', ...mark }], responses: [] });
    session.begin();
    session.end();
    session.update({ marks: [{ laneId: 'a', ...mark }], responses: [] });
    assert.equal(posted.length, 1);
  });
});
