import { seededRandom } from './random';

/** The numbers behind probabilities and latencies: the same again from the beginning, whenever it is told to restart. */
export class Chance {
  private random: () => number;

  constructor(private current: number) {
    this.random = seededRandom(current);
  }

  get seed(): number {
    return this.current;
  }

  restart(seed = this.current): void {
    this.current = seed;
    this.random = seededRandom(seed);
  }

  /** From 0 to below 1. */
  readonly draw = (): number => this.random();
}
