/**
 * What the extension does with experiments: a bundle of its own (`dist/experiments.js`), since readers, checks and the
 * runner are large, and most windows hold no experiment. `loadLibrary` loads it; nothing else imports it.
 */

export { parseExperiment } from './format/parseExperiment';
export { refuseLargeJournal } from './history/journalSize';
export { KeptSummaries } from './history/keptSummaries';
export { latestRun } from './history/latestRun';
export { parseJournal } from './history/parseJournal';
export { RunHistory } from './history/runHistory';
export { checksOf, checkTitle } from './report/checks';
export { comparisonDocument } from './report/compareRuns';
export { journalTime } from './report/journalTime';
export { junitXml } from './report/junitXml';
export { progressLines } from './report/progressLines';
export { htmlReport, markdownReport } from './report/reports';
export { endpointScores } from './report/resilience';
export { runDocument } from './report/runDocument';
export { runReport } from './report/runReport';
export { verdictOf } from './report/verdict';
export { runExperiment } from './run/runExperiment';
export { parseForRun } from './runs/parseForRun';
export { templates } from './templates/templates';
export { templateText } from './templates/templateText';
export { pathKey, testResults } from './tests/testResults';
export { testsOf } from './tests/testsOf';
