import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Command } from '../../src/extension/contributions';
import { accepting } from './accepting';
import { eventually, withExperiments } from './experimentFolder';
import { activate, withRunningEngine } from './lab';

const newFile = async (): Promise<vscode.TextDocument> => {
  await accepting(vscode.commands.executeCommand(Command.newExperiment));
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document);
  return document;
};

const errorsIn = async ({ uri }: vscode.TextDocument): Promise<string[]> => {
  const { experimentFiles } = await activate();
  await experimentFiles.readNow(uri);
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .map(({ message }) => message);
};

describe('A new experiment', () => {
  it('is valid without an engine, and takes no name that is taken', () =>
    withExperiments(async (_write, folder) => {
      const first = await newFile();
      assert.equal(first.uri.fsPath, join(folder, 'region-outage.chaos.yaml'));
      assert.match(first.getText(), /No endpoint was found/);
      assert.deepEqual(await errorsIn(first), []);
      const text = await readFile(first.uri.fsPath, 'utf8');
      const second = await newFile();
      assert.equal(second.uri.fsPath, join(folder, 'region-outage-2.chaos.yaml'));
      assert.equal(await readFile(first.uri.fsPath, 'utf8'), text);
    }));

  it('is filled from what is deployed on the engine', () =>
    withExperiments((_write) =>
      withRunningEngine(async ({ endpoints }, endpoint) => {
        await deployMock(endpoint);
        await endpoints.refresh();
        const document = await newFile();
        // An editor that showed a file of this name before shows its new text a moment later.
        await eventually(
          () => document.getText(),
          (text) => /name: GET \/ping in us-east-1/.test(text) && text.includes(`default: ${endpoint}`),
          'the endpoint',
        );
        assert.deepEqual(await errorsIn(document), []);
      }),
    ));
});

/** `GET /ping` behind an API of us-east-1, by the calls that any AWS client sends. */
const deployMock = async (endpoint: string): Promise<void> => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0';
  const send = async (method: string, path: string, body: object): Promise<Record<string, string>> => {
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await fetch(`${endpoint}${path}`, { method, headers, body: JSON.stringify(body) });
    assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
    return (await response.json()) as Record<string, string>;
  };
  const { id, rootResourceId } = await send('POST', '/restapis', { name: 'ping' });
  const { id: resource } = await send('POST', `/restapis/${id}/resources/${rootResourceId}`, {
    pathPart: 'ping',
  });
  const method = `/restapis/${id}/resources/${resource}/methods/GET`;
  await send('PUT', method, { authorizationType: 'NONE' });
  await send('PUT', `${method}/integration`, {
    type: 'MOCK',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
  });
  await send('PUT', `${method}/responses/200`, {});
  await send('PUT', `${method}/integration/responses/200`, {});
  await send('POST', `/restapis/${id}/deployments`, { stageName: 'local' });
};
