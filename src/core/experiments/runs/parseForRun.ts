import type { ExperimentLookups } from '../format/check/checkExperiment';
import { type ParsedExperiment, parseExperiment } from '../format/parseExperiment';
import type { ProgramPlace } from '../run/process/findProgram';
import { lackingPrograms } from '../run/process/lackingPrograms';

/** As `parseExperiment`, and with the programs that this machine lacks as problems. */
export const parseForRun = async (
  text: string,
  fileName: string,
  place: ProgramPlace,
  lookups: Omit<ExperimentLookups, 'hasProgram'> = {},
): Promise<ParsedExperiment> => {
  const lacking = await lackingPrograms(parseExperiment(text, fileName).experiment, place);
  return parseExperiment(text, fileName, { ...lookups, hasProgram: (path) => !lacking.has(path) });
};
