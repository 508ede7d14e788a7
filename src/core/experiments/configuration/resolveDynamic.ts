import type { FullActivity } from '../format/experiment';
import { isRecord } from '../format/isRecord';

type Values = Readonly<Record<string, unknown>>;

/** Whether a value of the configuration is to be found by a probe. */
export const isDynamic = (value: unknown): value is FullActivity => isRecord(value) && value.type === 'probe';

export interface DynamicConfiguration {
  readonly configuration: Values;
  /** Names whose probe found nothing: they are left out, as in Chaos Toolkit, and `${name}` stays as it is. */
  readonly failed: readonly string[];
}

/**
 * Values that probes find, one after the other: a probe may use what stands before it. `run` gives the output of the
 * probe's provider, or rejects. Source: `chaoslib.configuration.load_dynamic_configuration`.
 */
export const resolveDynamic = async (
  configuration: Values,
  run: (probe: FullActivity, configuration: Values) => Promise<unknown>,
): Promise<DynamicConfiguration> => {
  const found: Record<string, unknown> = {};
  const failed: string[] = [];
  for (const [name, value] of Object.entries(configuration)) {
    const outcome = isDynamic(value) ? await outcomeOf(value, () => run(value, { ...found })) : { value };
    if (outcome) found[name] = outcome.value;
    else failed.push(name);
  }
  return { configuration: found, failed };
};

interface Outcome {
  readonly value: unknown;
}

const outcomeOf = async (probe: FullActivity, run: () => Promise<unknown>): Promise<Outcome | undefined> => {
  const output = await run().catch(() => undefined); // told by its name in `failed`
  if (!isRecord(output)) return undefined;
  if (probe.provider.type === 'http') return { value: output.body };
  return output.status === 0 ? { value: String(output.stdout ?? '').trim() } : undefined;
};
