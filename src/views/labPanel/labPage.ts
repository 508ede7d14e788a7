import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The folder of the page's script and style: all that it may load. */
export const pageFolder = (extensionUri: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(extensionUri, 'dist', 'lab');

/** The page before its script has run. Nothing is allowed but its own script and style. */
export const labPage = (webview: vscode.Webview, extensionUri: vscode.Uri): string => {
  const nonce = randomBytes(16).toString('base64url');
  const [script, style] = ['lab.js', 'lab.css'].map((name) =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extensionUri), name)),
  );
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chaos Lab</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
};
