import { appendFile } from 'node:fs/promises';
import { messageOf } from '../../core/errors';
import type { Problem } from '../../core/experiments/format/problem';
import { problemAnnotation, runAnnotations } from '../../core/experiments/report/githubAnnotations';
import type { ReportedRun } from '../../core/experiments/report/reportedRun';
import { markdownOverview, markdownReport } from '../../core/experiments/report/reports';

/** A step may have so much of a summary, says GitHub. */
const maxSummaryBytes = 1024 * 1024;

/** What GitHub Actions shows of a step besides its output; does nothing elsewhere. */
export class GitHubStep {
  private readonly isOn: boolean;
  private readonly workspace: string;

  constructor(
    private readonly env: Readonly<NodeJS.ProcessEnv>,
    private readonly line: (text: string) => void,
  ) {
    this.isOn = env.GITHUB_ACTIONS === 'true';
    this.workspace = env.GITHUB_WORKSPACE ?? process.cwd();
  }

  problem(file: string, problem: Problem): void {
    if (this.isOn) this.line(problemAnnotation(problem, file, this.workspace));
  }

  run(run: ReportedRun): void {
    if (this.isOn) for (const each of runAnnotations(run, this.workspace)) this.line(each);
  }

  /** A summary that cannot be written is no reason to fail. */
  async summary(runs: readonly ReportedRun[]): Promise<void> {
    const file = this.env.GITHUB_STEP_SUMMARY;
    if (!file || runs.length === 0) return;
    const text = markdownReport(runs);
    const isTooLong = Buffer.byteLength(text) > maxSummaryBytes;
    try {
      await appendFile(file, isTooLong ? markdownOverview(runs) : text);
    } catch (error) {
      this.line(`The summary of the job could not be written (${messageOf(error)}).`);
    }
  }
}
