import { blocksStyle } from '../../../core/experiments/report/blocksHtml';

/** Of a report in the editor: the colours of its theme. Texts in the colours of charts are drawn towards the text's colour. */
export const reportStyle = `${blocksStyle}body {
  --line: var(--vscode-panel-border, var(--vscode-contrastBorder, var(--vscode-widget-border)));
  --green: var(--vscode-charts-green, var(--vscode-testing-iconPassed));
  --red: var(--vscode-charts-red, var(--vscode-errorForeground));
  margin: 0; padding: 0;
  color: var(--vscode-foreground); background: var(--vscode-editor-background);
  font: var(--vscode-font-size, 13px) / 1.5 var(--vscode-font-family);
}
body.vscode-dark, body.vscode-high-contrast { color-scheme: dark; }
body.vscode-light, body.vscode-high-contrast-light { color-scheme: light; }
main { max-width: 1060px; margin: 0 auto; padding: 8px 24px 48px; }
h1 { font-size: 1.5em; }
h2 { margin-top: 28px; font-size: 1.2em; }
h3 { font-size: 1em; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 4px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th[scope="row"] { font-weight: 400; }
.good { color: color-mix(in srgb, var(--green) 70%, var(--vscode-foreground)); }
.bad { color: color-mix(in srgb, var(--red) 70%, var(--vscode-foreground)); font-weight: 600; }
td.good::before { content: "✓\\00a0"; }
td.bad::before { content: "✗\\00a0"; }
.muted { color: var(--vscode-descriptionForeground); }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
pre {
  margin: 4px 0 12px; padding: 8px; white-space: pre-wrap;
  background: var(--vscode-textCodeBlock-background);
  border: 1px solid var(--vscode-contrastBorder, transparent);
  font-family: var(--vscode-editor-font-family, monospace); font-size: var(--vscode-editor-font-size, 12px);
}
`;
