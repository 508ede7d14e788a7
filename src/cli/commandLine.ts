import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  /** Sends this signal when a line of its output contains the text. */
  readonly interruptAt?: string;
}

/** For tests: the command line, bundled as it is shipped, run as a process of its own. */
export class CommandLine {
  static async build(): Promise<CommandLine> {
    const dir = await mkdtemp(join(tmpdir(), 'chaos-lab-cli-'));
    const outfile = join(dir, 'dist', 'cli.js');
    const entry = join(__dirname, 'cli.ts');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
    });
    return new CommandLine(dir, outfile);
  }

  private constructor(
    private readonly dir: string,
    private readonly file: string,
  ) {}

  run(
    args: readonly string[],
    { cwd = this.dir, stdin = '', interruptAt }: RunOptions = {},
  ): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [this.file, ...args], { cwd });
      const printed = { stdout: '', stderr: '' };
      const keep = (stream: 'stdout' | 'stderr') => (text: string) => {
        const before = printed[stream];
        printed[stream] += text;
        if (interruptAt && !before.includes(interruptAt) && printed[stream].includes(interruptAt))
          child.kill('SIGINT');
      };
      child.stdout.setEncoding('utf8').on('data', keep('stdout'));
      child.stderr.setEncoding('utf8').on('data', keep('stderr'));
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...printed }));
      child.stdin.end(stdin);
    });
  }

  async dispose(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }
}
