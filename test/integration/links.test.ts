import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command } from '../../src/extension/contributions';
import { activate } from './lab';

describe('The URL of an endpoint', () => {
  it('is copied as the machine reaches it that a person sits at', async () => {
    await activate();
    const rest = '/_aws/execute-api/a1b2c3/local/v1/hello?name=Ada%20L';
    const url = `http://127.0.0.1:4566${rest}`;
    const element = { row: { id: 'x', label: 'x', kind: 'endpoint', target: { url } } };
    await vscode.commands.executeCommand(Command.copyUrl, element);
    const copied = await vscode.env.clipboard.readText();
    assert.ok(copied.endsWith(rest), copied);
    // Somewhere else when the extension host is: then the port is forwarded.
    assert.equal(copied === url, vscode.env.remoteName === undefined, copied);
  });
});
