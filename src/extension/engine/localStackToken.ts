import type { SecretStorage } from 'vscode';

const key = 'localStackToken';

/** The environment variable that LocalStack itself and its tools read. */
export const tokenVariable = 'LOCALSTACK_AUTH_TOKEN';

export interface KnownToken {
  readonly token: string;
  readonly source: 'stored' | 'environment';
}

/** LocalStack's token: the stored one, else that of the environment. It goes into a container, and nowhere else. */
export class LocalStackToken {
  constructor(
    private readonly secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>,
    private readonly env: Readonly<NodeJS.ProcessEnv> = process.env,
  ) {}

  async read(): Promise<KnownToken | undefined> {
    const stored = await this.secrets.get(key);
    if (stored) return { token: stored, source: 'stored' };
    const token = this.env[tokenVariable]?.trim();
    return token ? { token, source: 'environment' } : undefined;
  }

  get inEnvironment(): boolean {
    return Boolean(this.env[tokenVariable]?.trim());
  }

  async store(token: string): Promise<void> {
    await this.secrets.store(key, token.trim());
  }

  async remove(): Promise<void> {
    await this.secrets.delete(key);
  }
}

/** What is wrong with what was typed; undefined when it may be a token. Never repeats it. */
export const tokenProblem = (text: string): string | undefined => {
  const token = text.trim();
  if (token === '') return 'Paste the token from your LocalStack account (Settings, Auth Tokens).';
  return /\s/.test(token) ? 'A token has no spaces or line breaks. Copy it again.' : undefined;
};
