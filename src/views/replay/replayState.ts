import type { Recording } from '../../core/lab/recording/readRecording';
import type { Replay } from '../../core/lab/recording/replay';
import type { LabState } from '../lab/protocol';
import { laneHead } from '../labPanel/labSections';
import { rowOf } from '../labPanel/labSession';

/** A file that was opened: what could be read of it, or why nothing could. */
export type OpenedRecording =
  | {
      readonly name: string;
      readonly recording: Recording;
      readonly replay: Replay;
    }
  | { readonly name: string; readonly problem: string };

/** One that could be read. */
export type ReadableRecording = Extract<OpenedRecording, { replay: unknown }>;

/** What the page shows of a recording as of `at`, Unix ms. */
export const replayState = (opened: OpenedRecording, at: number): LabState => {
  if ('problem' in opened) return unreadable(opened.name, opened.problem);
  const { name, recording, replay } = opened;
  const { header, problems } = recording;
  const { lanes, histories, bands, explanations, unaffected, responses } = replay.at(at);
  return {
    ...nothing,
    now: at,
    engine: { ...nothing.engine, state: 'ready', name: header.engine.product },
    lanes: lanes.map(laneHead),
    bands,
    explanations: explanations.map(({ endpointId, ...rest }) => ({ laneId: endpointId, ...rest })),
    unaffected,
    histories,
    responses: responses.map(rowOf),
    replay: {
      title: `Recording of ${new Date(header.startedAt).toLocaleString([], { hour12: false })} (${name})`,
      from: replay.from,
      to: replay.to,
      at,
      problems: [...problems, ...replay.leftOut],
    },
  };
};

const nothing: LabState = {
  now: 0,
  engine: { state: 'stopped', name: '', deploying: false, lostEvents: 0 },
  faults: { latencyMs: 0, count: 0, regions: [], others: [], warnings: [] },
  switches: [],
  lanes: [],
  bands: [],
  explanations: [],
  unaffected: [],
  outcomes: [],
  recording: {},
  load: [],
  histories: [],
  responses: [],
};

const unreadable = (name: string, problem: string): LabState => ({
  ...nothing,
  replay: { title: name, from: 0, to: 0, at: 0, problems: [problem] },
});
