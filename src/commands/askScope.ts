import * as vscode from 'vscode';
import type { FaultScope } from '../core/faults/faultScope';
import { suggestions } from '../views/faults/faultCatalog';

interface Choice extends vscode.QuickPickItem {
  readonly scope: FaultScope;
}

const addFault = 'Add Fault';
const other = '$(edit) Another…';

/** Undefined when the person turned away. */
export const askRegion = async (
  title: string,
  regions: readonly string[],
  all: boolean,
): Promise<FaultScope | undefined> =>
  ask(title, 'Where?', [
    ...regions.map((region) => ({ label: region, scope: { region } })),
    ...(all ? [{ label: 'All regions', scope: {} }] : []),
  ]);

export const askService = async (): Promise<FaultScope | undefined> => {
  const chosen = await ask(addFault, 'Which service?', [
    ...Object.keys(suggestions).map((service) => ({ label: service, scope: { service } })),
    { label: 'Every service', scope: {} },
    { label: other, scope: { service: other } },
  ]);
  return chosen?.service === other ? named('service', 'dynamodb', /^[A-Za-z0-9_-]+$/) : chosen;
};

export const askOperation = async (service: string): Promise<FaultScope | undefined> => {
  const chosen = await ask(addFault, `Which operation of ${service}?`, [
    { label: 'Every operation', scope: {} },
    ...(suggestions[service] ?? []).map((operation) => ({ label: operation, scope: { operation } })),
    { label: other, scope: { operation: other } },
  ]);
  return chosen?.operation === other ? named('operation', 'PutItem', /^[A-Za-z0-9]+$/) : chosen;
};

const ask = async (title: string, placeHolder: string, choices: Choice[]): Promise<FaultScope | undefined> =>
  (await vscode.window.showQuickPick(choices, { title, placeHolder }))?.scope;

const named = async (
  field: 'service' | 'operation',
  example: string,
  pattern: RegExp,
): Promise<FaultScope | undefined> => {
  const value = await vscode.window.showInputBox({
    title: addFault,
    prompt: `The ${field}, as AWS names it`,
    placeHolder: example,
    validateInput: (text) => (pattern.test(text) ? undefined : `Letters and digits, like ${example}`),
  });
  return value === undefined ? undefined : { [field]: value };
};
