import type { Experiment } from './experiment';
import { type LabExtension, labExtensionName } from './labExtension';

/** Our extension of a checked experiment. */
export const findLabExtension = ({ extensions }: Pick<Experiment, 'extensions'>): LabExtension | undefined =>
  extensions?.find((each): each is LabExtension => each.name === labExtensionName);
