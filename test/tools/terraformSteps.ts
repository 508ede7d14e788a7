import type { Sample } from './withSample';

export const NO_CHANGES = /No changes\. Your infrastructure matches the configuration\./;

/** Makes what the configuration says and hands the outputs to osls; gives the API's id. */
export async function apply(sample: Sample): Promise<string> {
  await sample.terraform('init', '-no-color');
  await sample.terraform('apply', '-no-color', '-auto-approve');
  return sample.handOverOutputs();
}

export const plan = (sample: Sample): Promise<string> => sample.terraform('plan', '-no-color');

export const destroy = (sample: Sample): Promise<string> =>
  sample.terraform('destroy', '-no-color', '-auto-approve');
