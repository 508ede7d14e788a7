import { arch, hostname, platform, release } from 'node:os';
import type { Experiment } from '../format/experiment';
import type { ActivityRun, Journal, JournalStatus, SteadyStateRun } from './journal';
import { isoTime, type OpenRun } from './runActivity';

/** The version of chaostoolkit-lib whose journal it is. */
const libraryVersion = '1.45.0';

/** A journal that is being written. */
export interface OpenJournal {
  /** Unix ms. */
  readonly started: number;
  status: JournalStatus | undefined;
  deviated: boolean;
  before: SteadyStateRun | null;
  after: SteadyStateRun | null;
  readonly during: SteadyStateRun[];
  readonly run: OpenRun[];
  readonly rollbacks: OpenRun[];
}

export const openJournal = (started: number): OpenJournal => ({
  started,
  status: undefined,
  deviated: false,
  before: null,
  after: null,
  during: [],
  run: [],
  rollbacks: [],
});

/** What nothing went wrong in is completed. */
export const closedJournal = (experiment: Experiment, journal: OpenJournal, ended: number): Journal => ({
  'chaoslib-version': libraryVersion,
  platform: `${platform()}-${release()}-${arch()}`,
  node: hostname(),
  experiment,
  start: isoTime(journal.started),
  end: isoTime(ended),
  duration: (ended - journal.started) / 1000,
  status: journal.status ?? 'completed',
  deviated: journal.deviated,
  steady_states: { before: journal.before, after: journal.after, during: journal.during },
  run: journal.run as ActivityRun[],
  rollbacks: journal.rollbacks as ActivityRun[],
});
