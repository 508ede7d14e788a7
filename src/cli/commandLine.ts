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
  /** Sends Ctrl+C when its output contains the text; of several, once for each. */
  readonly interruptAt?: string | readonly string[];
  /** Instead of Ctrl+C. */
  readonly interruptBy?: NodeJS.Signals;
  /** Besides what this process has. */
  readonly env?: Readonly<NodeJS.ProcessEnv>;
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
    { cwd = this.dir, stdin = '', interruptAt = [], interruptBy = 'SIGINT', env = {} }: RunOptions = {},
  ): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [this.file, ...args], { cwd, env: { ...process.env, ...env } });
      const printed = { stdout: '', stderr: '' };
      const keep = (stream: 'stdout' | 'stderr') => (text: string) => {
        const before = printed[stream];
        printed[stream] += text;
        for (const at of [interruptAt].flat())
          if (!before.includes(at) && printed[stream].includes(at)) child.kill(interruptBy);
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
