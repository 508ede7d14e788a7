import type { LogLine } from '../../logLine';

/** Of what a container printed last, this much is shown. */
export const shownLines = 15;
const shownLength = 240;

export interface ContainerExit {
  readonly exitCode?: number;
  /** Docker saw it run out of memory. */
  readonly oomKilled?: boolean;
}

/** Why a container ended by itself, with its last lines and the next step. */
export const exitReport = (name: string, exit: ContainerExit, tail: readonly LogLine[]): string => {
  const said = tail
    .map(({ text }) => text.trimEnd())
    .filter(Boolean)
    .slice(-shownLines);
  const last =
    said.length > 0
      ? `\nIt printed last:\n${said.map((text) => `  ${text.slice(0, shownLength)}`).join('\n')}`
      : '';
  return `${whatHappened(name, exit, said)}${last}`;
};

const whatHappened = (
  name: string,
  { exitCode, oomKilled }: ContainerExit,
  said: readonly string[],
): string => {
  const code = exitCode === undefined ? '' : ` (exit code ${exitCode})`;
  if (said.some((text) => /License activation failed/i.test(text))) {
    return (
      `LocalStack could not activate its licence and ended${code}. Set a valid token with "Chaos: Set LocalStack Token", ` +
      'or choose an engine that needs none with "Chaos: Select Engine".'
    );
  }
  if (oomKilled) {
    return `The container "${name}" ran out of memory and was ended${code}. Give Docker more memory, then start the engine again.`;
  }
  return `The container "${name}" ended by itself${code}. Start the engine again; "Chaos: Show Container Log" tells more.`;
};
