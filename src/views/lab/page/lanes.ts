import type { Act } from './actions';
import { h, setText, show } from './dom';
import { LaneList } from './laneList';
import { createLanesHead } from './lanesHead';
import type { Model } from './model';
import type { PaintedPart } from './panelPart';

/** The right side: every lane on one time axis. */
export const createLanes = (model: Model, act: Act): PaintedPart => {
  const head = createLanesHead(model);
  const list = new LaneList(model, act);
  const empty = h('p', { class: 'empty' });
  const attributes = { class: 'lanes', 'aria-label': 'Responses over time' };
  const element = h('section', attributes, head.element, list.element, empty);
  const update = () => {
    head.update();
    list.update();
    setText(empty, emptyText(model));
    show(empty, model.lanes.length === 0);
  };
  const draw = () => {
    head.draw();
    list.draw();
  };
  return { element, update, draw };
};

const emptyText = ({ replay, sections: { engine } }: Model): string => {
  if (replay) return 'No endpoint is in this recording.';
  if (engine.deploying) return 'The application is being deployed. Its endpoints appear here.';
  if (engine.state === 'ready' || engine.state === 'without-chaos')
    return 'Nothing is deployed yet. Deploy the application to see each of its endpoints here.';
  return engine.detail ?? '';
};
