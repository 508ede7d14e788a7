import type { Experiment } from '../../core/experiments/format/experiment';
import { checksOf, checkTitle } from '../../core/experiments/report/checks';
import { fullActivity } from '../../core/experiments/report/describeEntry';
import { secondsText } from '../../core/experiments/report/journalTime';
import { progressLines } from '../../core/experiments/report/progressLines';
import { verdictOf } from '../../core/experiments/report/verdict';
import type { ActivityRun } from '../../core/experiments/run/journal';
import type { RunProgress } from '../../core/experiments/run/runOptions';
import type { Terminal } from '../terminal';
import type { LiveLine } from './liveLine';
import type { FinishedRun } from './runResult';

/** What a person sees while experiments run: a line for each step, and below it what runs now. */
export class RunView {
  constructor(
    private readonly terminal: Terminal,
    private readonly live: LiveLine,
  ) {}

  line(text: string): void {
    this.live.clear();
    this.terminal.line(text);
  }

  begin(file: string, { title }: Experiment): void {
    this.line(`${file}: ${title}`);
  }

  show(progress: RunProgress): void {
    for (const line of progressLines(progress)) this.line(line);
    if (progress.kind === 'started' && progress.phase !== 'during') this.live.show(progress.name);
    if (progress.kind === 'ended' && progress.phase !== 'during') this.showPause(progress.entry);
  }

  end(): void {
    this.live.clear();
  }

  verdict({ journal }: FinishedRun): void {
    const { isGood, label, sentence } = verdictOf(journal);
    const bad = checksOf(journal).filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
    for (const check of bad) this.line(`    ${checkTitle(check)}. ${check.message}`);
    this.line(`  ${isGood ? '✓' : '✗'} ${label} in ${secondsText(journal.duration)}. ${sentence}`);
  }

  private showPause(entry: ActivityRun): void {
    const pause = fullActivity(entry)?.pauses?.after;
    this.live.clear();
    if (pause) this.live.show(`pause of ${pause} s:`);
  }
}
