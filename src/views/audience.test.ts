import assert from 'node:assert/strict';
import { Emitter } from '../core/event';
import { Audience } from './audience';

class FakeView {
  visible = false;
  private readonly changed = new Emitter<void>();
  readonly onDidChangeVisibility = this.changed.event;

  show(visible: boolean): void {
    this.visible = visible;
    this.changed.fire();
  }
}

describe('Audience', () => {
  it('watches while any view is visible, and tells of changes only', () => {
    const audience = new Audience();
    const [endpoints, faults] = [new FakeView(), new FakeView()];
    const told: boolean[] = [];
    audience.onDidChange((watched) => told.push(watched));
    audience.add(endpoints);
    audience.add(faults);
    endpoints.show(true);
    faults.show(true);
    endpoints.show(false);
    assert.deepEqual([told, audience.current], [[true], true]);
    faults.show(false);
    assert.deepEqual(told, [true, false]);
  });

  it('forgets a view that is gone', () => {
    const audience = new Audience();
    const view = new FakeView();
    const membership = audience.add(view);
    view.show(true);
    membership.dispose();
    assert.equal(audience.current, false);
  });
});
