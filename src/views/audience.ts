import type { Disposable } from '../core/disposable';
import { Emitter, type Tracked } from '../core/event';

/** Something that is seen or not: a tree view. */
export interface Visible {
  readonly visible: boolean;
  onDidChangeVisibility(listener: () => void): Disposable;
}

/** Whether anything of the lab is visible: what nobody watches need not be measured. */
export class Audience implements Tracked<boolean>, Disposable {
  private readonly views = new Set<Visible>();
  private readonly changed = new Emitter<boolean>();
  private watched = false;

  readonly onDidChange = this.changed.event;

  get current(): boolean {
    return this.watched;
  }

  add(view: Visible): Disposable {
    this.views.add(view);
    const listening = view.onDidChangeVisibility(() => this.look());
    this.look();
    return {
      dispose: () => {
        listening.dispose();
        this.views.delete(view);
        this.look();
      },
    };
  }

  dispose(): void {
    this.changed.dispose();
  }

  private look(): void {
    const watched = [...this.views].some(({ visible }) => visible);
    if (watched === this.watched) return;
    this.watched = watched;
    this.changed.fire(watched);
  }
}
