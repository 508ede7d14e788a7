import type { DockerFound } from './dockerLookup';
import type { KnownToken } from './localStackToken';

/** What *Select Engine* sets. */
export type EnginePreference = 'embedded' | 'localstack' | 'endpoint' | 'auto';

/** One entry of *Select Engine*. */
export interface EngineOption {
  readonly preference: EnginePreference;
  readonly label: string;
  /** What stands behind it, and whether it is the one that is selected. */
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
  entries(input).map(({ about, ...entry }) => ({
    ...entry,
    description: [about, entry.preference === input.selected ? 'selected' : ''].filter(Boolean).join(' · '),
  }));

type Entry = Omit<EngineOption, 'description'> & { readonly about: string };

const entries = (input: EngineOptionsInput): Entry[] => [
  {
    preference: 'embedded',
    label: '$(package) Embedded',
    about: '',
    detail: 'The AWS that comes with Chaos Lab. No Docker, no account.',
  },
  {
    preference: 'localstack',
    label: '$(server-environment) LocalStack',
    about: input.image,
    detail: usable(input),
  },
  {
    preference: 'endpoint',
    label: '$(plug) Endpoint…',
    about: input.endpoint,
    detail: 'An emulator that runs already, here or elsewhere. You are asked for its URL next.',
  },
  {
    preference: 'auto',
    label: '$(wand) Automatic',
    about: '',
    detail: `LocalStack where it can run, else Embedded. ${automatic(input)}`,
  },
];

const usable = ({ docker, token, ownImage }: EngineOptionsInput): string => {
  if (docker === undefined) return 'Runs in a container. Looking for Docker…';
  if (!docker.answers) return docker.reason;
  if (token !== undefined)
    return `Runs in a container. ${docker.name} answers, and a token is ${known[token]}.`;
  if (ownImage) return `Runs in a container. ${docker.name} answers; no token is known.`;
  return `Runs in a container. ${docker.name} answers; you are asked for a token next.`;
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
