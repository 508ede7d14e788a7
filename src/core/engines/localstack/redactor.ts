import { HumanError } from '../../errors';
import type { LogLine } from '../../logLine';

/** Shorter ones would take harmless text with them, and are no tokens. */
const shortest = 6;

/** Keeps tokens out of everything that is shown or logged: as they are, percent-encoded, and in base64. */
export class Redactor {
  private readonly forms = new Set<string>();

  add(secret: string | undefined): void {
    if (secret === undefined || secret.length < shortest) return;
    this.forms.add(secret);
    this.forms.add(encodeURIComponent(secret));
    this.forms.add(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
  }

  text(text: string): string {
    let clean = text;
    for (const form of this.forms) clean = clean.replaceAll(form, '***');
    return clean;
  }

  line({ level, text }: LogLine): LogLine {
    return { level, text: this.text(text) };
  }

  /** The error itself when it holds no secret; else one without it, and without the cause that may hold it. */
  error(error: unknown): unknown {
    if (!(error instanceof Error) || !this.holdsSecret(error)) return error;
    const kind = error instanceof HumanError ? error.kind : 'failed';
    return new HumanError(this.text(error.message), kind);
  }

  private holdsSecret(error: Error): boolean {
    const { cause } = error;
    const own = `${error.message}\n${error.stack ?? ''}\n${cause === undefined ? '' : String(cause)}`;
    return this.text(own) !== own || (cause instanceof Error && this.holdsSecret(cause));
  }
}
