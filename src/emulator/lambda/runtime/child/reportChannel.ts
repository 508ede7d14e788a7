import { writeSync } from 'node:fs';
import { REPORT_FD, type Report } from '../protocol';

export type SendReport = (report: Report) => void;

/** Blocks until the engine has taken the report; without an engine there is nothing left to do. */
export const sendReport: SendReport = (report) => {
  const line = Buffer.from(`${JSON.stringify(report)}\n`);
  try {
    for (let sent = 0; sent < line.length; ) sent += writeSync(REPORT_FD, line, sent);
  } catch {
    process.reallyExit(1);
  }
};

declare global {
  namespace NodeJS {
    interface Process {
      /** Ends the process without `exit` listeners, which belong to the handler. */
      reallyExit(code: number): never;
    }
  }
}
