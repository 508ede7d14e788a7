/** What was removed. */
export interface Removal {
  /** There was a container. */
  readonly found: boolean;
  /** Its volume was to go too. */
  readonly volume: boolean;
}

/** What to tell once it is done. */
export const removalMessage = (name: string, { found, volume }: Removal): string => {
  if (!found) return `There is no container "${name}"${volume ? ', and no volume of its own any more' : ''}.`;
  return `The container "${name}" is removed${volume ? ' with its volume' : '; its volume stays'}.`;
};
