import type { Docker, PullProgress } from '../../docker/docker';
import { HumanError } from '../../errors';

export interface PullStep {
  readonly detail: string;
  /** From 0 to 1. */
  readonly progress?: number;
}

/**
 * Sees that the image is there: pulls it when `mayPull` says so, and only then. Rejects with a `HumanError` when it
 * does not, or the registry refuses; with an `AbortError` when cancelled.
 */
export const ensureImage = async (
  docker: Docker,
  image: string,
  mayPull: (image: string) => Promise<boolean>,
  onStep: (step: PullStep) => void,
  signal: AbortSignal,
): Promise<void> => {
  if (await docker.hasImage(image)) return;
  signal.throwIfAborted();
  onStep({ detail: `The image ${image} is not here` });
  if (!(await mayPull(image))) throw notPulled(image);
  signal.throwIfAborted();
  onStep({ detail: `Pulling ${image}` });
  await docker.pull(image, (progress) => onStep(describePull(image, progress)), signal);
};

/** `Pulling localstack/localstack:2026.4.0: 12 of 480 MB`. Layers that are only counted have no bytes to tell. */
const describePull = (image: string, { current, total, layersDone, layers }: PullProgress): PullStep => {
  if (total === 0) return { detail: `Pulling ${image}: ${layersDone} of ${layers} layers` };
  const detail = `Pulling ${image}: ${megabytes(current)} of ${megabytes(total)} MB`;
  return { detail, progress: Math.min(1, current / total) };
};

const megabytes = (bytes: number): string => {
  const value = bytes / 1_000_000;
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
};

const notPulled = (image: string): HumanError =>
  new HumanError(
    `The image ${image} is not on this machine, and was not pulled. Start again and let it be pulled, ` +
      `run \`docker pull ${image}\`, or choose the embedded engine with "Chaos: Select Engine".`,
  );
