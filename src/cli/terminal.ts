/** Where a command's words go: for people to stdout; with `--json` only the data, and the words to stderr. */
export class Terminal {
  constructor(
    private readonly json: boolean,
    private readonly stdout: NodeJS.WritableStream = process.stdout,
    private readonly stderr: NodeJS.WritableStream = process.stderr,
  ) {}

  /** What happens meanwhile: progress, what tools print. */
  line(text: string): void {
    (this.json ? this.stderr : this.stdout).write(`${text}\n`);
  }

  /** What the command was asked for: once, at the end. */
  result(data: unknown, text: string): void {
    this.stdout.write(`${this.json ? JSON.stringify(data, undefined, 2) : text}\n`);
  }
}
