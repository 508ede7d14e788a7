import type { Endpoint } from '../endpoints/endpoint';
import { type Evidence, type Explanation, explain } from './explain';
import type { Timeline } from './timeline';

/** The last answer of an endpoint that failed, as far as the marks do not tell it. */
export type LastFailure = Pick<Evidence, 'rule' | 'error'>;

/** What an explanation is made of. */
export interface Known {
  readonly endpoint: Endpoint;
  readonly timeline: Timeline | undefined;
  readonly failure: LastFailure | undefined;
  /** Unix ms. */
  readonly faultsChangedAt: number;
  /** What answers, and how often it tries again. */
  readonly product: string;
}

/** What is concluded of an endpoint. */
export interface Conclusion {
  /** Absent for an endpoint that does well. */
  readonly explanation?: Explanation;
  /** It has answered since the faults changed, and none of the last answers failed. */
  readonly well: boolean;
}

/** So many answers tell why an endpoint fails. */
const explainedMarks = 60;

interface Concluded {
  readonly from: Known;
  /** How many marks there had been. */
  readonly marks: number;
  readonly conclusion: Conclusion;
}

/** Concludes anew only when something has changed that a conclusion is made of: most endpoints just go on. */
export class Explanations {
  private readonly concluded = new Map<string, Concluded>();

  of(known: Known): Conclusion {
    const { id } = known.endpoint;
    const before = this.concluded.get(id);
    if (before && isSame(before, known)) return before.conclusion;
    const conclusion = conclude(known);
    this.concluded.set(id, { from: known, marks: marksOf(known), conclusion });
    return conclusion;
  }

  keepOnly(endpointIds: { has(id: string): boolean }): void {
    for (const id of this.concluded.keys()) if (!endpointIds.has(id)) this.concluded.delete(id);
  }
}

const marksOf = ({ timeline }: Known): number => timeline?.added ?? 0;

const isSame = ({ from, marks }: Concluded, known: Known): boolean =>
  marks === marksOf(known) &&
  from.endpoint === known.endpoint &&
  from.failure === known.failure &&
  from.faultsChangedAt === known.faultsChangedAt &&
  from.product === known.product;

/** Most endpoints do well, and have answered again since they were asked about: for those, no marks are made. */
const conclude = ({ endpoint, timeline, failure, faultsChangedAt, product }: Known): Conclusion => {
  if (!timeline) return { well: false };
  const since = timeline.tally(explainedMarks, faultsChangedAt);
  const well = since.all > 0 && since.failed === 0;
  if (timeline.tally(explainedMarks).failed === 0) return { well };
  const marks = timeline.latest(explainedMarks);
  const answers = marks.filter(({ at }) => at >= faultsChangedAt);
  // Until the first answer, what is known is what was before.
  const telling = answers.length > 0 ? answers : marks;
  const explanation = explain({ endpoint, marks: telling, ...failure }, { product });
  return { well, ...(explanation && { explanation }) };
};
