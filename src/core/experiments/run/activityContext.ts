import type { Clock } from '../../clock';
import type { FullActivity } from '../format/experiment';
import type { HttpRequest } from './http/sendRequest';
import type { RunOptions, RunProgress } from './runOptions';

/** What an activity needs to know of the run it is part of. */
export interface ActivityContext extends Pick<RunOptions, 'folder' | 'env' | 'signal'> {
  readonly clock: Clock;
  /** Puts in what `${name}` stands for. */
  readonly substitute: (value: unknown) => unknown;
  /** Adds what makes a request one of the run's: only where it goes to the run's engine. */
  readonly authorize: (request: HttpRequest) => Promise<HttpRequest>;
  /** The activity that a `ref` means. */
  readonly find: (name: string) => FullActivity | undefined;
  readonly dry: RunOptions['dry'];
  readonly tell: (progress: RunProgress) => void;
}
