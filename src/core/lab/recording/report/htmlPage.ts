import { createHash } from 'node:crypto';
import { Html, html } from './html';

export interface HtmlPage {
  readonly title: string;
  readonly style: string;
  /** Our own, and constant: what differs from page to page is text in the markup. */
  readonly script?: string;
  readonly main: Html;
}

/** A page of its own: nothing in it comes from elsewhere, and nothing but its own style and script has an effect. */
export const htmlPage = ({ title, style, script, main }: HtmlPage): string => {
  const scripts = script === undefined ? html`` : html`<script>${new Html(script)}</script>\n`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
${main}</main>
${scripts}</body>
</html>
`.text;
};

const policyOf = (style: string, script: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
