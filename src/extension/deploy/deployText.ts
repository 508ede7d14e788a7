import type { DeployReport, RegionReport } from '../../core/deploy/deployReport';
import type { DeployAction } from './deployRun';

/** As a shell has them: 130 is 128 + SIGINT. */
export const exitCodes: Readonly<Record<RegionReport['outcome'], number>> = {
  done: 0,
  failed: 1,
  cancelled: 130,
};

const done: Readonly<Record<DeployAction, string>> = { deploy: 'Deployed to', destroy: 'Destroyed in' };
const doing: Readonly<Record<DeployAction, string>> = { deploy: 'Deploying to', destroy: 'Destroying in' };
const undone: Readonly<Record<DeployAction, string>> = { deploy: 'Deploying', destroy: 'Destroying' };

/** `Deploying to us-east-1 and us-west-2`. */
export const runTitle = (action: DeployAction, regions: readonly string[]): string =>
  `${doing[action]} ${listed(regions)}`;

/** `us-east-1: terraform apply · us-west-2: osls deploy`. */
export const stepsLine = (steps: ReadonlyMap<string, string>): string =>
  [...steps].map(([region, step]) => `${region}: ${step}`).join(' · ');

const red = '\u001b[31m';
const green = '\u001b[32m';
const plain = '\u001b[0m';

/** The last line of a region's terminal. */
export const outcomeLine = (
  action: DeployAction,
  region: string,
  outcome: RegionReport['outcome'],
  message?: string,
): string => {
  switch (outcome) {
    case 'done':
      return `\n${green}${done[action]} ${region}.${plain}`;
    case 'cancelled':
      return `\n${red}${undone[action]} was cancelled in ${region}.${plain}`;
    default:
      return `\n${red}${message ?? `${undone[action]} failed in ${region}.`}${plain}`;
  }
};

/** What to tell a person at the end of a run. */
export const runSummary = (
  action: DeployAction,
  report: DeployReport,
): { kind: 'info' | 'warning' | 'error'; text: string } => {
  const of = (outcome: RegionReport['outcome']) =>
    report.regions.filter((region) => region.outcome === outcome);
  const failed = of('failed');
  const names = (regions: readonly RegionReport[]) => listed(regions.map(({ region }) => region));
  const finished = of('done').length > 0 ? ` ${done[action]} ${names(of('done'))}.` : '';
  if (failed.length > 0) {
    return { kind: 'error', text: `${failed.map(({ message }) => message ?? '').join(' ')}${finished}` };
  }
  if (of('cancelled').length > 0) {
    return {
      kind: 'warning',
      text: `${undone[action]} was cancelled in ${names(of('cancelled'))}.${finished}`,
    };
  }
  if (report.regions.length === 0)
    return { kind: 'info', text: 'Nothing is deployed from here, so there is nothing to destroy.' };
  const how = report.fallback ? ' Without Terraform, by Serverless alone.' : '';
  return { kind: 'info', text: `${done[action]} ${names(report.regions)}.${how}` };
};

/** `a`, `a and b`, `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
