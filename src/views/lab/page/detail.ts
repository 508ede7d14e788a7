import type { ResponseView } from '../protocol';
import { button, h, setAttributes, show } from './dom';
import type { Host } from './host';
import type { Choices, Model } from './model';
import type { PanelPart } from './panelPart';
import { sentenceNodes } from './sentenceView';

const tabs: readonly (readonly [Choices['detail'], string])[] = [
  ['diff', 'Against the last healthy answer'],
  ['body', 'Body'],
  ['headers', 'Headers'],
];

/** The chosen response, looked at closely. */
export class Detail implements PanelPart {
  readonly element: HTMLElement;
  private readonly buttons: readonly HTMLElement[];
  private readonly panel = h('div', {
    role: 'tabpanel',
    id: 'detail-panel',
    class: 'detail-panel',
    tabindex: '0',
  });
  private asked: number | undefined;
  /** What came, or why nothing did. */
  private came: ResponseView | string | undefined;
  private painted = '';

  constructor(
    private readonly model: Model,
    private readonly host: Host,
  ) {
    this.buttons = tabs.map(([name, label]) => createTab(name, label, () => model.choose({ detail: name })));
    const list = h('div', { role: 'tablist', 'aria-label': 'Response', class: 'tabs' }, ...this.buttons);
    list.addEventListener('keydown', (event) => moveTab(model, this.buttons, event));
    this.element = h('section', { class: 'detail', 'aria-label': 'Response detail' }, list, this.panel);
  }

  update(): void {
    const { responseId } = this.model.choices;
    const there = responseId !== undefined && this.model.responses.some(({ id }) => id === responseId);
    show(this.element, there);
    if (!there) return;
    if (responseId !== this.asked) void this.ask(responseId);
    this.updateTabs();
    this.paint();
  }

  private async ask(responseId: number): Promise<void> {
    this.asked = responseId;
    this.came = undefined;
    const came = await this.host
      .request({ kind: 'readResponse', responseId })
      .catch((error: Error) => error.message);
    if (responseId !== this.asked) return; // another one was chosen meanwhile
    this.came = came;
    this.painted = '';
    this.paint();
  }

  private updateTabs(): void {
    const { detail } = this.model.choices;
    for (const [index, each] of this.buttons.entries()) {
      const selected = tabs[index]?.[0] === detail;
      setAttributes(each, { 'aria-selected': String(selected), tabindex: selected ? '0' : '-1' });
    }
    setAttributes(this.panel, { 'aria-labelledby': `tab-${detail}` });
  }

  private paint(): void {
    const { responseId, detail } = this.model.choices;
    const key = `${responseId} ${detail}`;
    if (this.came === undefined || this.painted === key) return;
    this.painted = key;
    const shown = typeof this.came === 'string' ? [h('p', {}, this.came)] : contents[detail](this.came);
    this.panel.replaceChildren(...shown);
  }
}

const createTab = (name: string, label: string, choose: () => void): HTMLElement =>
  button(label, choose, { role: 'tab', id: `tab-${name}`, 'aria-controls': 'detail-panel' });

const moveTab = (model: Model, buttons: readonly HTMLElement[], event: KeyboardEvent): void => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const at = tabs.findIndex(([name]) => name === model.choices.detail);
  const next = (at + step + tabs.length) % tabs.length;
  event.preventDefault();
  model.choose({ detail: tabs[next]?.[0] ?? 'diff' });
  buttons[next]?.focus();
};

const signs = { same: ' ', removed: '-', added: '+' };
const words = { same: '', removed: 'removed: ', added: 'added: ' };

const contents: Readonly<Record<Choices['detail'], (view: ResponseView) => HTMLElement[]>> = {
  diff: ({ diff, note, origin }) => [
    ...(diff
      ? [
          h(
            'pre',
            {},
            ...diff.map(({ kind, text }) =>
              h(
                'span',
                { class: `diff ${kind}` },
                h('span', { class: 'unseen' }, words[kind]),
                `${signs[kind]} ${text}\n`,
              ),
            ),
          ),
        ]
      : []),
    ...(note ? [h('p', { class: 'muted' }, note)] : []),
    h('p', { class: 'muted' }, ...sentenceNodes(origin)),
  ],
  body: ({ body, bytes, truncated }) => [
    ...(body.kind === 'binary' ? [h('p', { class: 'muted' }, 'Not text. Its first bytes:')] : []),
    body.kind === 'empty' ? h('p', { class: 'muted' }, 'No body.') : h('pre', {}, body.text),
    ...(truncated ? [h('p', { class: 'muted' }, `Longer than the ${bytes} bytes that are kept.`)] : []),
  ],
  headers: ({ headers }) =>
    headers.length === 0
      ? [h('p', { class: 'muted' }, 'No headers.')]
      : [h('pre', {}, headers.map(([name, value]) => `${name}: ${value}`).join('\n'))],
};
