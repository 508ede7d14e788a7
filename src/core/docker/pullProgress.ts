import * as v from 'valibot';
import type { PullProgress } from './docker';

/** A line of the stream that Docker sends while it pulls. */
export const pullLine = v.object({
  status: v.optional(v.string(), ''),
  id: v.optional(v.string(), ''),
  progressDetail: v.optional(
    v.nullable(v.object({ current: v.optional(v.number(), 0), total: v.optional(v.number(), 0) })),
  ),
  error: v.optional(v.string()),
  errorDetail: v.optional(v.nullable(v.object({ message: v.optional(v.string()) }))),
});

export type PullLine = v.InferOutput<typeof pullLine>;

interface Layer {
  current: number;
  total: number;
  done: boolean;
}

/** Statuses that only layers have; the tag and the digest have others. */
const ofLayers =
  /^(Pulling fs layer|Waiting|Downloading|Retrying|Verifying Checksum|Download complete|Extracting|Pull complete|Already exists)/;

/** Adds up what Docker tells of each layer. Bytes are those of the compressed layers, as they cross the network. */
export class PullTally {
  private readonly layers = new Map<string, Layer>();

  /** Whether the line changed the sum. */
  add({ id, status, progressDetail }: PullLine): boolean {
    if (!id || !ofLayers.test(status)) return false;
    const layer = this.layers.get(id) ?? { current: 0, total: 0, done: false };
    this.layers.set(id, layer);
    advance(layer, status, progressDetail ?? { current: 0, total: 0 });
    return true;
  }

  /** The image is there. Whether that changed the sum: Podman does not tell when a layer is done. */
  finish(): boolean {
    const open = [...this.layers.values()].filter(({ done }) => !done);
    for (const layer of open) advance(layer, 'Pull complete', { current: 0, total: 0 });
    return open.length > 0;
  }

  get progress(): PullProgress {
    const layers = [...this.layers.values()];
    const sum = (of: (layer: Layer) => number) => layers.reduce((total, layer) => total + of(layer), 0);
    return {
      current: sum((layer) => layer.current),
      total: sum((layer) => layer.total),
      layersDone: sum((layer) => Number(layer.done)),
      layers: layers.length,
    };
  }
}

const advance = (layer: Layer, status: string, detail: { current: number; total: number }): void => {
  if (detail.total > 0) layer.total = detail.total;
  switch (status) {
    case 'Downloading':
      layer.current = Math.min(detail.current, layer.total);
      return;
    case 'Pull complete':
    case 'Already exists':
      layer.done = true;
      layer.current = layer.total;
      return;
    case 'Verifying Checksum':
    case 'Download complete':
    case 'Extracting':
      layer.current = layer.total;
      return;
    default:
      if (status.startsWith('Retrying')) layer.current = 0;
  }
};
