import * as vscode from 'vscode';
import { errorPresets } from '../core/faults/errorPresets';
import { percent } from '../views/faults/faultText';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Milliseconds; undefined when the person turned away. */
export const askLatency = (currentMs: number): Promise<number | undefined> =>
  choose(
    'Set Latency',
    'How much later is every request answered?',
    [{ label: 'None', value: 0 }, ...[100, 400, 1000, 5000].map((ms) => ({ label: `${ms} ms`, value: ms }))],
    {
      prompt: 'Milliseconds',
      value: String(currentMs),
      read: (text) => (/^\d+$/.test(text) ? Number(text) : undefined),
      problem: 'A whole number of milliseconds, like 400',
    },
  );

/** 0 to 1. */
export const askProbability = (): Promise<number | undefined> =>
  choose(
    'Set Probability',
    'How many of the requests fail?',
    [1, 0.5, 0.3, 0.1].map((share) => ({ label: percent(share), value: share })),
    {
      prompt: 'Per cent',
      value: '25',
      read: (text) => (isPercent(text) ? Number(text) / 100 : undefined),
      problem: 'A number from 0 to 100',
    },
  );

const isPercent = (text: string): boolean => /^\d+(\.\d+)?$/.test(text) && Number(text) <= 100;

export interface ErrorChoice {
  readonly statusCode: number;
  readonly code: string;
}

/** Offers what the service answers in real life. */
export const askError = (service: string | undefined): Promise<ErrorChoice | undefined> =>
  choose(
    'Set Status and Code',
    'What is answered?',
    errorPresets(service).map(({ label, statusCode, code }) => ({
      label: `${statusCode} ${code}`,
      description: label,
      value: { statusCode, code },
    })),
    {
      prompt: 'Status, then code',
      value: '502 BadGateway',
      read: readError,
      problem: 'A status from 400 to 599 and a code, like 502 BadGateway',
    },
  );

const readError = (text: string): ErrorChoice | undefined => {
  const [, status, code] = /^([45]\d\d) ([A-Za-z0-9]+)$/.exec(text.trim()) ?? [];
  return status && code ? { statusCode: Number(status), code } : undefined;
};

/** Milliseconds from now. */
export const askDuration = (): Promise<number | undefined> =>
  choose(
    'Set Duration',
    'When is the fault taken back?',
    [1, 5, 15, 60].map((minutes) => ({
      label: minutes === 1 ? 'In a minute' : `In ${minutes} minutes`,
      value: minutes * 60_000,
    })),
    {
      prompt: 'Minutes from now',
      value: '10',
      read: (text) => (/^\d+(\.\d+)?$/.test(text) && Number(text) > 0 ? Number(text) * 60_000 : undefined),
      problem: 'A number of minutes, like 10',
    },
  );

interface FreeText<T> {
  readonly prompt: string;
  readonly value: string;
  /** Undefined when the text means nothing. */
  readonly read: (text: string) => T | undefined;
  readonly problem: string;
}

/** Offers choices, and a field for any other value. */
const choose = async <T>(
  title: string,
  placeHolder: string,
  choices: readonly Choice<T>[],
  free: FreeText<T>,
): Promise<T | undefined> => {
  const other: Choice<undefined> = { label: '$(edit) Another…', value: undefined };
  const chosen = await vscode.window.showQuickPick<Choice<T | undefined>>([...choices, other], {
    title,
    placeHolder,
  });
  if (chosen !== other) return chosen?.value;
  const text = await vscode.window.showInputBox({
    title,
    prompt: free.prompt,
    value: free.value,
    validateInput: (value) => (free.read(value) === undefined ? free.problem : undefined),
  });
  return text === undefined ? undefined : free.read(text);
};
