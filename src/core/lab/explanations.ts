import type { Endpoint } from '../endpoints/endpoint';
import { type Evidence, type Explanation, explain } from './explain';
import type { Timeline } from './timeline';

/** The last answer of an endpoint that failed, as far as the marks do not tell it. */
export type LastFailure = Pick<Evidence, 'rule' | 'error'>;

/** What is the same for all endpoints. */
export interface Circumstances {
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

/** A conclusion, and all it was made of. */
interface Concluded extends Circumstances {
  readonly endpoint: Endpoint;
  readonly failure: LastFailure | undefined;
  /** How many marks there had been. */
  readonly marks: number;
  readonly conclusion: Conclusion;
}

/** Concludes anew only when something has changed that a conclusion is made of: most endpoints just go on. */
export class Explanations {
  private readonly concluded = new Map<string, Concluded>();

  /** Asked of hundreds ten times a second: where nothing has changed, nothing is made either. */
  of(
    endpoint: Endpoint,
    timeline: Timeline | undefined,
    failure: LastFailure | undefined,
    { faultsChangedAt, product }: Circumstances,
  ): Conclusion {
    const before = this.concluded.get(endpoint.id);
    const marks = timeline?.added ?? 0;
    const isSame =
      before?.marks === marks &&
      before.endpoint === endpoint &&
      before.failure === failure &&
      before.faultsChangedAt === faultsChangedAt &&
      before.product === product;
    if (isSame) return before.conclusion;
    const conclusion = timeline
      ? conclude(endpoint, timeline, failure, { faultsChangedAt, product })
      : { well: false };
    this.concluded.set(endpoint.id, { endpoint, failure, marks, faultsChangedAt, product, conclusion });
    return conclusion;
  }

  keepOnly(endpointIds: { has(id: string): boolean }): void {
    for (const id of this.concluded.keys()) if (!endpointIds.has(id)) this.concluded.delete(id);
  }
}

/** Most endpoints do well: of those no mark is made again to see it. */
const conclude = (
  endpoint: Endpoint,
  timeline: Timeline,
  failure: LastFailure | undefined,
  { faultsChangedAt, product }: Circumstances,
): Conclusion => {
  const since = timeline.tally(explainedMarks, faultsChangedAt);
  const well = since.all > 0 && since.failed === 0;
  if (timeline.tally(explainedMarks).failed === 0) return well ? doesWell : { well };
  const marks = timeline.latest(explainedMarks);
  const answers = marks.filter(({ at }) => at >= faultsChangedAt);
  // Until the first answer, what is known is what was before.
  const telling = answers.length > 0 ? answers : marks;
  const explanation = explain({ endpoint, marks: telling, ...failure }, { product });
  return { well, ...(explanation && { explanation }) };
};

const doesWell: Conclusion = { well: true };
