import type { BarKind } from '../laneGeometry';

/** What the canvases are painted with: the theme's colours, read again when the theme changes. */
export interface Colors {
  readonly bars: Readonly<Record<BarKind, string>>;
  readonly injected: string;
  readonly band: string;
  readonly edge: string;
  readonly latency: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly font: string;
}

const read = (): Colors => {
  const style = getComputedStyle(document.body);
  const color = (...names: string[]) => {
    for (const name of names) {
      const value = style.getPropertyValue(name).trim();
      if (value !== '') return value;
    }
    return style.color;
  };
  return {
    bars: {
      ok: color('--vscode-charts-green', '--vscode-testing-iconPassed'),
      client: color('--vscode-charts-yellow', '--vscode-testing-iconQueued'),
      failed: color('--vscode-charts-red', '--vscode-errorForeground'),
      none: color('--vscode-charts-orange', '--vscode-errorForeground'),
    },
    injected: color('--vscode-charts-purple'),
    band: color('--vscode-charts-red', '--vscode-errorForeground'),
    edge: color('--vscode-charts-red', '--vscode-errorForeground'),
    latency: color('--vscode-charts-blue'),
    text: color('--vscode-foreground'),
    muted: color('--vscode-descriptionForeground'),
    line: color('--vscode-panel-border', '--vscode-contrastBorder', '--vscode-widget-border'),
    font: `11px ${style.fontFamily}`,
  };
};

let current: Colors | undefined;

export const colors = (): Colors => {
  current ??= read();
  return current;
};

/** VS Code changes the body's class and the variables on the root with the theme. */
export const onThemeChange = (work: () => void): void => {
  const observer = new MutationObserver(() => {
    current = undefined;
    work();
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
};
