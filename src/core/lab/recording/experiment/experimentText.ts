import { Document } from 'yaml';
import type { ExportedExperiment } from './toExperiment';

/** The file: JSON by its name, else YAML, which says on top where it came from. */
export const experimentText = (
  { experiment }: ExportedExperiment,
  fileName: string,
  recordingName: string,
): string => {
  if (/\.json$/i.test(fileName)) return `${JSON.stringify(experiment, undefined, 2)}\n`;
  // Chaos Toolkit reads YAML 1.1, where `on` is true and a date no text.
  const document = new Document(experiment, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  document.commentBefore = comment(recordingName);
  return document.toString({ lineWidth: 110 });
};

/** A name may hold whatever a file system takes; in a comment a line's end would end it. */
const comment = (recordingName: string): string =>
  [
    `Exported by Chaos Lab from the recording ${recordingName.replace(/[\p{C}\u2028\u2029]/gu, '?')}.`,
    'A Chaos Toolkit experiment: chaos run FILE',
    'URLs of endpoints name the API as it was deployed then: export again after a new deployment.',
  ]
    .map((line) => ` ${line}`)
    .join('\n');
