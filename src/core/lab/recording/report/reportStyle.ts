/** Of the report: the colours of the reader's system, and of paper. */
export const reportStyle = `
:root { --text: #1f2328; --muted: #59636e; --page: #ffffff; --line: #d1d9e0; --good: #2da44e; --bad: #c62f2f; --band: #c62f2f; --latency: #1f6feb; --code: #eff1f3; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e6e6; --muted: #a3a3a3; --page: #1f1f1f; --line: #454545; --good: #4cb26b; --bad: #ff7b72; --band: #f14c4c; --latency: #4daafc; --code: #2d2d2d; }
}
body { margin: 0; color: var(--text); background: var(--page); font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 1060px; margin: 0 auto; padding: 16px 24px 48px; }
h1 { font-size: 22px; }
h2 { margin-top: 32px; font-size: 17px; }
h3 { margin-bottom: 0; font-size: 14px; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 4px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th[scope="row"] { font-weight: 400; }
.number { text-align: right; white-space: nowrap; }
.bad, .problem { color: var(--bad); font-weight: 600; }
td ul { margin: 0; padding-left: 16px; }
code, pre { background: var(--code); font-family: ui-monospace, monospace; font-size: 12px; }
pre { padding: 8px; overflow-wrap: anywhere; white-space: pre-wrap; }
.legend { color: var(--muted); }
.legend span::before { display: inline-block; width: 9px; height: 9px; margin-right: 4px; background: var(--good); content: ""; }
.legend .failed::before { background: var(--bad); }
.legend .band::before { background: var(--band); opacity: 0.25; }
svg { width: 100%; height: auto; font-size: 11px; }
svg text { fill: var(--text); }
svg .tick { fill: var(--muted); }
svg line { stroke: var(--line); }
svg .good { fill: var(--good); }
svg .failed { fill: var(--bad); }
svg .band { fill: var(--band); opacity: 0.18; }
svg .band.latency { fill: var(--latency); }
@media print {
  :root { --text: #000000; --muted: #444444; --page: #ffffff; --line: #bbbbbb; --good: #2da44e; --bad: #c62f2f; --code: #f3f3f3; }
  main { max-width: none; padding: 0; }
  tr, g, pre { break-inside: avoid; }
  svg, .legend span::before { print-color-adjust: exact; }
}
`;
