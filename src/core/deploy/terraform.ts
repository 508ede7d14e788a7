import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { HumanError } from '../errors';
import type { Tool } from './deployment';
import { type RegionWork, regionFolders, runStep } from './regionWork';
import { isToolFailure } from './toolFailure';

/** Terraform's outputs as Serverless gets them: `rest_api_id` becomes the variable `REST_API_ID`. */
export type Outputs = Readonly<Record<string, string>>;

/** The Terraform part of an application, in one region. */
export class TerraformRegion {
  private readonly folders;
  private readonly dir: string;

  constructor(
    private readonly work: RegionWork,
    private readonly tool: Tool,
  ) {
    this.folders = regionFolders(work.application, work.target.region);
    this.dir = work.application.terraformDir ?? work.application.dir;
  }

  /**
   * Gets providers and modules. Regions do this one after the other: they share the lock file in the Terraform folder,
   * and the plugin cache, which two runs at a time would spoil.
   */
  async init(): Promise<void> {
    const backend = await readBackend(this.dir);
    await mkdir(this.pluginCache(), { recursive: true });
    await mkdir(this.folders.state, { recursive: true });
    const ownState =
      backend === 'local' ? ['-reconfigure', `-backend-config=path=${this.folders.stateFile}`] : [];
    await this.run('init', ['init', '-input=false', '-no-color', ...ownState]);
  }

  async apply(): Promise<void> {
    await this.change('apply');
  }

  async outputs(): Promise<Outputs> {
    const state = await this.stateArguments();
    const printed = await this.run('output', ['output', '-json', '-no-color', ...state], true);
    const outputs = v.parse(outputsAnswer, JSON.parse(printed));
    return Object.fromEntries(
      Object.entries(outputs)
        .map(([name, { value }]) => [name.toUpperCase(), asText(value)] as const)
        .filter(([name]) => !reserved.test(name)),
    );
  }

  async destroy(): Promise<void> {
    await this.change('destroy');
  }

  /** Whether anything was applied here. */
  hasState(): Promise<boolean> {
    return stat(this.folders.stateFile).then(
      () => true,
      () => false,
    );
  }

  private async change(command: 'apply' | 'destroy'): Promise<void> {
    const state = await this.stateArguments();
    await this.run(command, [
      command,
      '-input=false',
      '-auto-approve',
      '-no-color',
      '-lock-timeout=10s',
      ...state,
    ]);
  }

  private run(name: string, args: readonly string[], quiet = false): Promise<string> {
    const env = { TF_DATA_DIR: this.folders.data, TF_PLUGIN_CACHE_DIR: this.pluginCache() };
    return runStep(this.work, { tool: this.tool, name, args, cwd: this.dir, env, quiet });
  }

  /** A provider is half a gigabyte: regions share one copy. */
  private pluginCache(): string {
    return (
      process.env.TF_PLUGIN_CACHE_DIR || join(this.work.application.dir, '.chaos', 'terraform', 'plugins')
    );
  }

  /** With a block for the local backend, `init` was told; the option for those without one is deprecated. */
  private async stateArguments(): Promise<string[]> {
    return (await readBackend(this.dir)) === 'local' ? [] : [`-state=${this.folders.stateFile}`];
  }
}

/** Whether `terraform init` failed because it could not get its provider, which no change of the files would help. */
export const lacksProvider = (error: unknown): boolean =>
  isToolFailure(error) &&
  error.step === 'init' &&
  /Failed to query available provider packages|Failed to install provider|could not connect to registry|Could not retrieve the list of available versions/.test(
    error.output,
  );

/** An output called `path` must not take away the tools' PATH. */
const reserved = /^(PATH|HOME|SHELL|USERPROFILE|TMPDIR|TEMP|TMP|(NODE|AWS|TF|SLS|NPM|LD|DYLD)_.*)$/;

const outputsAnswer = v.record(v.string(), v.object({ value: v.unknown() }));

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * Which backend the files name, if any. Throws for one that keeps its state elsewhere: it describes the real
 * infrastructure, and must never meet an engine.
 */
const readBackend = async (dir: string): Promise<'local' | undefined> => {
  let found: 'local' | undefined;
  for (const name of await readdir(dir)) {
    if (!name.endsWith('.tf')) continue;
    const text = (await readFile(join(dir, name), 'utf8')).replace(comment, '');
    const block = /\bbackend\s+"(\w+)"\s*\{|\b(cloud)\s*\{/.exec(text);
    const backend = block?.[1] ?? block?.[2];
    if (backend === 'local') found = 'local';
    else if (backend) throw remoteState(join(dir, name), backend);
  }
  return found;
};

const comment = /#.*|\/\/.*|\/\*[\s\S]*?\*\//g;

const remoteState = (file: string, backend: string) =>
  new HumanError(
    `${file} keeps its state in the "${backend}" backend, and Chaos Lab would write the engine's resources there. ` +
      'Deploy a copy without that block.',
  );
