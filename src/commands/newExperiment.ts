import * as vscode from 'vscode';
import { endpointOf } from '../core/engines/engine';
import { HumanError } from '../core/errors';
import { loadLibrary } from '../core/experiments/loadLibrary';
import type { Template } from '../core/experiments/templates/template';
import type { TemplateSource } from '../core/experiments/templates/templateText';
import type { Services } from '../extension/services';
import { askNewFile, isThere } from './askNewFile';

type Needs = Pick<Services, 'engine' | 'endpoints' | 'settings'>;

const title = 'New Experiment';

/** Writes an experiment of a kind that is asked for, with the endpoints that are deployed, and opens it. */
export const newExperiment = async (services: Needs, folder?: vscode.Uri): Promise<void> => {
  const { templates, templateText } = await loadLibrary();
  const template = await askTemplate(templates);
  const place = template && (await askNewFile(title, template.id, folder));
  if (!place) return;
  const text = templateText(template, await sourceOf(services));
  if (!place.mayReplace && (await isThere(place.uri)))
    throw new HumanError(`${place.uri.fsPath} is there by now, and was left as it is. Choose another name.`);
  await vscode.workspace.fs.writeFile(place.uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(place.uri, { preview: false });
};

const askTemplate = async (templates: readonly Template[]): Promise<Template | undefined> => {
  const items = templates.map((template) => ({ template, label: template.label, detail: template.detail }));
  const options = { title, placeHolder: 'What is to happen', matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.template;
};

/** What is deployed; of an engine that has gone, what was known last. */
const sourceOf = async ({ engine, endpoints, settings }: Needs): Promise<TemplateSource> => {
  const running = endpointOf(engine.current);
  if (running !== undefined && !endpoints.current.discovered)
    await lookForEndpoints(() => endpoints.refresh());
  const known = endpoints.current.endpoints.map(({ endpoint }) => endpoint);
  const origin =
    running ?? originOf(known[0]?.url) ?? `http://127.0.0.1:${settings.enginePort.value || 4566}`;
  return { origin, endpoints: known };
};

const originOf = (url: string | undefined): string | undefined => (url ? new URL(url).origin : undefined);

const lookForEndpoints = (look: () => Promise<void>): Thenable<void> => {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title: 'Looking for endpoints…' }, look);
};
