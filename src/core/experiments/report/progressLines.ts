import type { RunPhase, RunProgress } from '../run/runOptions';
import { isKept } from './checks';
import { nameOfActivity, outputText, problemText } from './describeEntry';
import { secondsText } from './journalTime';

const titles: Readonly<Record<RunPhase, string>> = {
  before: 'Steady state before',
  method: 'Method',
  during: 'Steady state during the method',
  after: 'Steady state after',
  rollbacks: 'Rollbacks',
};

/** What a person is told of a step, a line each; none for what only begins. */
export const progressLines = (progress: RunProgress): string[] => {
  switch (progress.kind) {
    case 'phase':
      return progress.phase === 'during' ? [] : [`  ${titles[progress.phase]}`];
    case 'started':
      return [];
    case 'ended':
      return isQuiet(progress) ? [] : [endedLine(progress)];
    case 'hypothesis':
      return hypothesisLines(progress);
    case 'log':
      return progress.level === 'info' ? [] : [`    ${progress.level}: ${progress.message}`];
  }
};

/** Of what is checked again and again, a person is told what is not as it should be. */
const isQuiet = ({ phase, entry }: Extract<RunProgress, { kind: 'ended' }>): boolean =>
  phase === 'during' && isKept(entry);

const endedLine = ({ phase, entry }: Extract<RunProgress, { kind: 'ended' }>): string => {
  const kept = isKept(entry);
  const when = phase === 'during' ? 'meanwhile: ' : '';
  const said = kept ? outputText(entry) : problemText(entry);
  return `    ${kept ? '✓' : '✗'} ${when}${nameOfActivity(entry)}: ${said} (${secondsText(entry.duration)})`;
};

const hypothesisLines = ({ phase, steadyState }: Extract<RunProgress, { kind: 'hypothesis' }>): string[] => {
  if (steadyState.steady_state_met !== false || phase !== 'before') return [];
  return ['    The steady state is not met, so that nothing is tested.'];
};
