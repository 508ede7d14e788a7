import type { ChaosEvent } from './chaosEvent';

export type EventSink = (event: ChaosEvent) => void;

/** Hands each event to everybody who listens. */
export class EventHub {
  private readonly sinks = new Set<EventSink>();

  publish(event: ChaosEvent): void {
    for (const sink of this.sinks) sink(event);
  }

  /** Gives the function that unsubscribes. */
  subscribe(sink: EventSink): () => void {
    this.sinks.add(sink);
    return () => this.sinks.delete(sink);
  }

  get size(): number {
    return this.sinks.size;
  }
}
