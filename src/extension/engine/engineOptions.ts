import type { DockerFound } from './dockerLookup';
import type { KnownToken } from './localStackToken';

/** What *Select Engine* sets. */
export type EnginePreference = 'embedded' | 'localstack' | 'endpoint' | 'auto';

/** One entry of *Select Engine*. */
export interface EngineOption {
  readonly preference: EnginePreference;
  readonly label: string;
  /** Whether it is the one that is selected. */
  readonly description: string;
  /** What it is, and whether it can be used now. */
  readonly detail: string;
}

export interface EngineOptionsInput {
  readonly selected: EnginePreference;
  readonly endpoint: string;
  readonly image: string;
  /** The image is not the default one, which needs a token. */
  readonly ownImage: boolean;
  readonly token: KnownToken['source'] | undefined;
  /** Undefined while it is looked for. */
  readonly docker: DockerFound | undefined;
}

/** What can be selected: each says what it is, and whether it can be used now or why not. */
export const engineOptions = (input: EngineOptionsInput): EngineOption[] =>
  entries(input).map((entry) => ({
    ...entry,
    description: entry.preference === input.selected ? 'selected' : '',
  }));

const entries = (input: EngineOptionsInput): Omit<EngineOption, 'description'>[] => [
  {
    preference: 'embedded',
    label: '$(package) Embedded',
    detail: 'The AWS that comes with Chaos Lab: no Docker, no account. Ready to use.',
  },
  {
    preference: 'localstack',
    label: '$(server-environment) LocalStack',
    detail: `${input.image} in a container. ${usable(input)}`,
  },
  {
    preference: 'endpoint',
    label: '$(plug) Endpoint…',
    detail: `An emulator that somebody else runs, here or elsewhere. ${input.endpoint ? `Now ${input.endpoint}` : 'Asks for its URL'}.`,
  },
  {
    preference: 'auto',
    label: '$(wand) Automatic',
    detail: `LocalStack where it can run, else Embedded. ${automatic(input)}`,
  },
];

const usable = ({ docker, token, ownImage }: EngineOptionsInput): string => {
  if (docker === undefined) return 'Looking for Docker…';
  if (!docker.answers) return docker.reason;
  if (token !== undefined) return `${docker.name} answers, and a token is ${known[token]}. Ready to use.`;
  if (ownImage) return `${docker.name} answers. No token is known: your image may need none.`;
  return `${docker.name} answers, but no token is known: you are asked for it next.`;
};

const known: Readonly<Record<KnownToken['source'], string>> = {
  stored: 'stored',
  environment: 'in the environment',
};

const automatic = ({ docker, token, ownImage }: EngineOptionsInput): string => {
  if (docker === undefined) return '';
  const runs = docker.answers && (token !== undefined || ownImage);
  return runs ? 'Now LocalStack.' : 'Now Embedded.';
};
