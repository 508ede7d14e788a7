import { isDeepStrictEqual } from 'node:util';
import type { LabNews, LabService } from '../../core/lab/labService';
import type { LoggedResponse } from '../../core/lab/responseLog';
import type { HostMessage, LabSections, LabState, ResponseRow } from '../lab/protocol';

export interface LabSessionOptions {
  readonly lab: Pick<LabService, 'lanes' | 'timeline' | 'log'>;
  readonly sections: () => LabSections;
  readonly now: () => number;
  readonly post: (message: HostMessage) => void;
}

/** So many lines of the log a page begins with. */
const firstResponses = 500;

/** What one page has been told: it gets everything once, then only what is different. */
export class LabSession {
  private told: LabSections | undefined;

  constructor(private readonly options: LabSessionOptions) {}

  /** The page is there, for the first time or again. */
  begin(): void {
    const { lab, now, post } = this.options;
    const sections = this.options.sections();
    this.told = sections;
    const histories = lab.lanes.flatMap(({ id }) => {
      const timeline = lab.timeline(id);
      return timeline ? [[id, timeline.data()] as const] : [];
    });
    const responses = lab.log.all.slice(-firstResponses).map(rowOf);
    post({ type: 'state', state: { now: now(), ...sections, histories, responses } satisfies LabState });
  }

  /** The page is gone: VS Code keeps none that is hidden. */
  end(): void {
    this.told = undefined;
  }

  update({ marks, responses }: LabNews = { marks: [], responses: [] }): void {
    if (!this.told) return;
    const sections = this.options.sections();
    const different = changedIn(this.told, sections);
    this.told = sections;
    if (marks.length + responses.length + Object.keys(different).length === 0) return;
    const changes = {
      now: this.options.now(),
      sections: different,
      marks,
      responses: responses.map(rowOf),
    };
    this.options.post({ type: 'changes', changes });
  }
}

const changedIn = (before: LabSections, after: LabSections): Partial<LabSections> =>
  Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => !isDeepStrictEqual(value, before[name as keyof LabSections]),
    ),
  );

export const rowOf = ({
  id,
  endpointId,
  at,
  status,
  error,
  durationMs,
  injected,
}: LoggedResponse): ResponseRow => ({
  id,
  laneId: endpointId,
  at,
  status,
  ...(error === undefined ? {} : { error }),
  durationMs,
  injected,
});
