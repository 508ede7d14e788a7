import type { ResponseView } from '../protocol';
import { button, h, setAttributes, show } from './dom';
import type { Host } from './host';
import type { Choices, Model } from './model';
import { sentenceNodes } from './sentenceView';

const tabs: readonly (readonly [Choices['detail'], string])[] = [
  ['diff', 'Against the last healthy answer'],
  ['body', 'Body'],
  ['headers', 'Headers'],
];

/** The chosen response, looked at closely. */
export const createDetail = (model: Model, host: Host): { element: HTMLElement; update(): void } => {
  const buttons = tabs.map(([name, label]) =>
    button(label, () => model.choose({ detail: name }), {
      role: 'tab',
      id: `tab-${name}`,
      'aria-controls': 'detail-panel',
    }),
  );
  const list = h('div', { role: 'tablist', 'aria-label': 'Response', class: 'tabs' }, ...buttons);
  list.addEventListener('keydown', (event) => moveTab(model, buttons, event));
  const panel = h('div', { role: 'tabpanel', id: 'detail-panel', class: 'detail-panel', tabindex: '0' });
  const element = h('section', { class: 'detail', 'aria-label': 'Response detail' }, list, panel);
  let asked: number | undefined;
  let view: ResponseView | string | undefined;
  let painted = '';
  const ask = (id: number) => {
    asked = id;
    view = undefined;
    host.request({ kind: 'readResponse', responseId: id }).then(
      (value) => arrived(id, value),
      (error: Error) => arrived(id, error.message),
    );
  };
  const arrived = (id: number, value: ResponseView | string | undefined) => {
    if (id !== asked) return;
    view = value;
    painted = '';
    update();
  };
  const update = () => {
    const { responseId, detail } = model.choices;
    const there = responseId !== undefined && model.responses.some(({ id }) => id === responseId);
    show(element, there);
    if (!there) return;
    if (responseId !== asked) ask(responseId);
    for (const [index, each] of buttons.entries()) {
      const selected = tabs[index]?.[0] === detail;
      setAttributes(each, { 'aria-selected': String(selected), tabindex: selected ? '0' : '-1' });
    }
    setAttributes(panel, { 'aria-labelledby': `tab-${detail}` });
    const key = `${responseId} ${detail}`;
    if (view === undefined || painted === key) return;
    painted = key;
    panel.replaceChildren(...(typeof view === 'string' ? [h('p', {}, view)] : contents[detail](view)));
  };
  return { element, update };
};

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
