import type { SwitchItem } from '../switchList';
import { button, h, setAttributes, setText } from './dom';
import type { ItemView } from './keyedList';

type Group = Extract<SwitchItem, { kind: 'group' }>;

/** Unfolds the services that are not on the way to what is deployed. */
export const createSwitchGroup = (first: Group, onToggle: (key: string) => void): ItemView<Group> => {
  const sign = h('span', { class: 'fold-sign', 'aria-hidden': 'true' });
  const toggle = button('', () => onToggle(first.key), { class: 'switch-group' });
  toggle.append(sign, h('span', {}, 'Other services'));
  const element = h('div', { class: 'switch-row', 'data-level': 1 }, toggle);
  const update = ({ open, region }: Group) => {
    setText(sign, open ? '▾' : '▸');
    setAttributes(toggle, { 'aria-expanded': String(open), 'aria-label': `Other services in ${region}` });
  };
  return { element, update };
};
