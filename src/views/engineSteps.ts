import type { EngineKind, EngineStatus } from '../core/engines/engine';
import { Command, type CommandId, RowKind } from '../extension/contributions';
import { splitReason } from './failureText';
import type { Row } from './row';

/** Something that helps when the engine does not do what a person wants. */
export interface EngineStep {
  readonly label: string;
  readonly command: CommandId;
  /** A codicon. */
  readonly icon: string;
}

/** What helps now, the likeliest first; nothing while the engine does as it should. */
export const engineSteps = (status: EngineStatus, kind: EngineKind): readonly EngineStep[] => {
  switch (status.state) {
    case 'failed':
      return [...(isAboutLicence(status.reason) ? [token] : []), start, select, logOf(status.reason)];
    case 'without-chaos':
      return [gateway, ...(kind === 'localstack' ? [token] : []), select];
    default:
      return [];
  }
};

/** The steps as rows that can be clicked. */
export const stepRows = (steps: readonly EngineStep[]): Row<never>[] =>
  steps.map(({ label, command, icon }) => ({
    id: `step/${command}`,
    label,
    kind: RowKind.step,
    icon: { id: icon },
    command,
  }));

const isAboutLicence = (reason: string): boolean => /\b(token|licen[cs]e)/i.test(reason);

const start: EngineStep = { label: 'Start Engine', command: Command.startEngine, icon: 'play' };
const select: EngineStep = {
  label: 'Select Engine…',
  command: Command.selectEngine,
  icon: 'server-environment',
};
const gateway: EngineStep = {
  label: 'Put the Gateway in Front',
  command: Command.useGateway,
  icon: 'shield',
};
const token: EngineStep = { label: 'Set LocalStack Token', command: Command.setLocalStackToken, icon: 'key' };
const log: EngineStep = { label: 'Open Log', command: Command.showLog, icon: 'output' };
const containerLog: EngineStep = { ...log, command: Command.showContainerLog };

/** A container that never ran has printed nothing. */
const logOf = (reason: string): EngineStep =>
  reason.includes('Container Log') || splitReason(reason).lines.length > 0 ? containerLog : log;
