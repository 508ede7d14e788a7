import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command, responseLanguage, responseScheme } from '../../src/extension/contributions';
import { addRule, withRunningEngine } from './lab';

const shownResponse = (): vscode.TextDocument => {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === responseScheme);
  assert.ok(document);
  return document;
};

/** As much of a signature as tells where a request goes; the engine looks at no more. */
const signedFor = (region: string, service: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20261123/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;

describe('A response', () => {
  it('is shown read-only in its own language, and can be sent for again', () =>
    withRunningEngine(async ({ responses, faults }, endpoint) => {
      const url = `${endpoint}/2015-03-31/functions/`;
      const request = { method: 'GET', url, headers: { authorization: signedFor('us-east-1', 'lambda') } };
      await responses.open('GET /functions us-east-1', request);
      const document = shownResponse();
      assert.equal(document.languageId, responseLanguage);
      assert.match(document.getText(), /^HTTP 200 OK in \d+ ms\nReal: /);

      await addRule(endpoint, { service: 'lambda', region: 'us-east-1' });
      await faults.refresh();
      const changed = new Promise((resolve) => {
        const listening = vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
          if (uri.scheme !== responseScheme) return;
          listening.dispose();
          resolve(undefined);
        });
      });
      await vscode.commands.executeCommand(Command.sendAgain, document.uri);
      await changed;
      assert.match(
        shownResponse().getText(),
        /^HTTP 503 .*\nInjected: the rule for lambda in us-east-1 answers 503 ServiceUnavailable\./,
      );
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }));
});
