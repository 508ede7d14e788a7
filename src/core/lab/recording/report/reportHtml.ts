import type { Endpoint } from '../../../endpoints/endpoint';
import { impactOf } from '../../blastRadius';
import { bodyText } from '../../bodyText';
import { endpointName } from '../../explain';
import { isFailed, type Mark } from '../../mark';
import type { LoggedResponse } from '../../responseLog';
import type { Sentence } from '../../sentence';
import type { Recording } from '../readRecording';
import type { Replay } from '../replay';
import { type Html, html } from './html';
import { htmlPage } from './htmlPage';
import { byPhase, numbersOf, type Phase, type PhaseNumbers, phasesOf } from './phases';
import { reportStyle } from './reportStyle';
import { clock, timelineSvg } from './timelineSvg';

/** A reader has no use for more; what is left out is said. */
const maxEndpoints = 200;
const maxExamples = 30;
const maxBodyCharacters = 2000;

/**
 * A recording as a page of its own for a browser: no script, nothing from elsewhere, and every recorded text is text.
 */
export const reportHtml = (recording: Recording, replay: Replay): string => {
  const phases = phasesOf(replay);
  const endpoints = replay.endpoints.slice(0, maxEndpoints);
  const marks = new Map(endpoints.map(({ id }) => [id, [] as LoggedResponse[]]));
  for (const response of replay.responses) marks.get(response.endpointId)?.push(response);
  const parts: Parts = { recording, replay, phases, endpoints, marks };
  const title = `Chaos Lab: recording of ${new Date(recording.from).toLocaleString([], { hour12: false })}`;
  return htmlPage({
    title,
    style: reportStyle,
    main: html`<h1>${title}</h1>
<p>${subtitle(parts)}</p>
${recording.problems.map((problem) => html`<p class="problem">${problem}</p>`)}
${[timeline(parts), faults(parts), numbers(parts), explanations(parts), examples(parts), notes(parts)]}
`,
  });
};

interface Parts {
  readonly recording: Recording;
  readonly replay: Replay;
  readonly phases: readonly Phase[];
  readonly endpoints: readonly Endpoint[];
  readonly marks: ReadonlyMap<string, readonly LoggedResponse[]>;
}

const subtitle = ({ recording: { header, from, to }, replay, endpoints }: Parts): string =>
  [
    header.engine.product,
    `${Math.round((to - from) / 1000)} s`,
    `${replay.responses.length} answers`,
    endpoints.length < replay.endpoints.length
      ? `the first ${endpoints.length} of ${replay.endpoints.length} endpoints`
      : `${endpoints.length} endpoint${endpoints.length === 1 ? '' : 's'}`,
  ]
    .filter(Boolean)
    .join(' · ');

const nameOf = (endpoint: Endpoint): string => `${endpointName(endpoint)} · ${endpoint.region}`;

const timeline = ({ replay, endpoints, marks }: Parts): Html => {
  const bands = replay.bandsAt(replay.to);
  const lanes = endpoints.map((endpoint) => ({
    title: nameOf(endpoint),
    marks: (marks.get(endpoint.id) ?? []) as readonly Mark[],
    bands: bands.filter(({ kind, scope }) => kind === 'latency' || impactOf(scope, endpoint) !== undefined),
  }));
  return html`<h2>What was answered</h2>
<p class="legend"><span class="good">good</span> <span class="failed">failed</span> <span class="band">a fault in force</span></p>
${timelineSvg(lanes, replay)}`;
};

const faults = ({ phases }: Parts): Html => {
  const rows = phases.map(
    ({ from, to, faults: active }, index) =>
      html`<tr><td>${index + 1}</td><td>${clock(from)} – ${clock(to)}</td><td>${listOf(active)}</td></tr>`,
  );
  return html`<h2>Faults</h2>
<table><thead><tr><th>Phase</th><th>Time</th><th>In force</th></tr></thead><tbody>
${rows}
</tbody></table>`;
};

const listOf = (active: readonly string[]): Html =>
  active.length === 0 ? html`none` : html`<ul>${active.map((fault) => html`<li>${fault}</li>`)}</ul>`;

const numbers = ({ endpoints, phases, marks }: Parts): Html => {
  const rows = endpoints.flatMap((endpoint) => {
    const all = byPhase(marks.get(endpoint.id) ?? [], phases);
    return phases.flatMap((phase, index) => {
      const found = numbersOf(all[index] ?? []);
      return found.count === 0 ? [] : [numbersRow(nameOf(endpoint), index + 1, phase, found)];
    });
  });
  return html`<h2>Each endpoint in each phase</h2>
<table><thead><tr><th>Endpoint</th><th>Phase</th><th>Answers</th><th>Errors</th><th>p50</th><th>p95</th><th>p99</th></tr></thead><tbody>
${rows}
</tbody></table>`;
};

const numbersRow = (
  name: string,
  phase: number,
  { faults: active }: Phase,
  { count, errorRate, p50Ms, p95Ms, p99Ms }: PhaseNumbers,
): Html => {
  const ms = (value: number | undefined) => (value === undefined ? '–' : `${Math.round(value)} ms`);
  const rate = html`<td class="number ${errorRate > 0 ? 'bad' : ''}">${Math.round(errorRate * 1000) / 10} %</td>`;
  const times = [p50Ms, p95Ms, p99Ms].map((value) => html`<td class="number">${ms(value)}</td>`);
  return html`<tr><th scope="row">${name}</th><td>${phase}${active.length > 0 ? ', with faults' : ''}</td><td class="number">${count}</td>${rate}${times}</tr>`;
};

const explanations = ({ replay, phases }: Parts): Html => {
  const answers = byPhase(replay.responses, phases);
  const found = phases.flatMap((phase, index) => {
    if (answers[index]?.length === 0) return []; // what is known is of the phase before
    const causes = new Map(replay.explanationsAt(phase.to).map((each) => [each.cause, each]));
    return [...causes.values()].map(
      ({ sentence }) => html`<li>Phase ${index + 1}: ${sentence.map(phraseHtml)}</li>`,
    );
  });
  return found.length === 0 ? html`` : html`<h2>Why</h2><ul>${found}</ul>`;
};

const phraseHtml = (phrase: Sentence[number]): Html => {
  if (typeof phrase === 'string') return html`${phrase}`;
  return 'code' in phrase ? html`<code>${phrase.code}</code>` : html`<strong>${phrase.strong}</strong>`;
};

/** Of each endpoint the first failure of each kind. */
const examples = ({ endpoints, marks, replay }: Parts): Html => {
  const firsts = endpoints.flatMap((endpoint) => {
    const failed = (marks.get(endpoint.id) ?? []).filter(isFailed);
    const kinds = new Map([...failed].reverse().map((each) => [`${each.status} ${each.error ?? ''}`, each]));
    return [...kinds.values()].map((each) => exampleHtml(endpoint, replay.find(each.id) ?? each));
  });
  if (firsts.length === 0) return html``;
  const left = firsts.length - maxExamples;
  return html`<h2>Failed answers</h2>
${firsts.slice(0, maxExamples)}
${left > 0 ? html`<p>And ${left} more.</p>` : html``}`;
};

const exampleHtml = (endpoint: Endpoint, { at, status, error, injected, detail }: LoggedResponse): Html => {
  const { text, kind } = bodyText(detail?.body ?? new Uint8Array());
  const shown = text.length > maxBodyCharacters ? `${text.slice(0, maxBodyCharacters)}…` : text;
  const answer = status === 0 ? `no answer (${error ?? 'no reason'})` : String(status);
  const body = kind === 'empty' ? html`` : html`<pre>${shown}</pre>`;
  return html`<h3>${nameOf(endpoint)}: ${answer}</h3><p>${clock(at)} · ${injected ? 'injected' : 'real'}</p>${body}`;
};

const notes = ({ replay }: Parts): Html => {
  const lines = replay.notes.slice(0, 100).map(({ at, text }) => html`<li>${clock(at)} ${text}</li>`);
  return lines.length === 0 ? html`` : html`<h2>Notes</h2><ul>${lines}</ul>`;
};
