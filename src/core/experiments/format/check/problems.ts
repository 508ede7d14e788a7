import type { Problem } from '../problem';

export type Path = Problem['path'];

/** Collects what is wrong. */
export class Problems {
  readonly list: Problem[] = [];

  error(path: Path, message: string): void {
    this.list.push({ severity: 'error', message, path });
  }

  warning(path: Path, message: string): void {
    this.list.push({ severity: 'warning', message, path });
  }
}
