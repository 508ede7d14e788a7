/** The first name that is free: `lambda-outage.chaos.yaml`, `lambda-outage-2.chaos.yaml`. */
export const freeName = async (
  name: string,
  isTaken: (candidate: string) => Promise<boolean>,
): Promise<string> => {
  for (let count = 1; ; count++) {
    const candidate = `${name}${count === 1 ? '' : `-${count}`}.chaos.yaml`;
    if (!(await isTaken(candidate))) return candidate;
  }
};

/** Why a place in the folder cannot be that of a new experiment, as far as its name tells. */
export const nameProblem = (path: string): string | undefined => {
  const parts = path.split(/[\\/]/);
  if (parts[0] === '' || /^[a-z]:$/i.test(parts[0] ?? '') || parts.includes('..'))
    return 'Name a place in the folder, like experiments/lambda-outage.chaos.yaml.';
  if (!/[^\\/]\.chaos\.ya?ml$/.test(path))
    return 'End the name with .chaos.yaml: by that it is known as an experiment.';
  return undefined;
};
