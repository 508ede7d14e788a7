import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { writeFileAtomic } from './writeFileAtomic';

const tool = v.object({ name: v.string(), version: v.string() });

const regionEntry = v.object({
  endpoint: v.string(),
  /** The region with the custom domain. */
  first: v.boolean(),
  terraform: v.optional(tool),
  serverless: v.optional(tool),
  /** The Serverless configuration, where it is not `serverless.yml`. */
  config: v.optional(v.string()),
  /** Terraform's outputs: Serverless wants them for its removal too. */
  outputs: v.record(v.string(), v.string()),
});

/** How one region was deployed. */
export type DeployedRegion = v.InferOutput<typeof regionEntry>;

const recordFile = v.object({ regions: v.record(v.string(), regionEntry) });

/** What was deployed from an application's folder and how, so that destroying matches it: `.chaos/deployed.json`. */
export class DeployRecord {
  static async open(applicationDir: string): Promise<DeployRecord> {
    const dir = join(applicationDir, '.chaos');
    return new DeployRecord(dir, await read(join(dir, 'deployed.json')));
  }

  private lastWrite: Promise<void> = Promise.resolve();

  private constructor(
    private readonly dir: string,
    private readonly entries: Map<string, DeployedRegion>,
  ) {}

  get regions(): readonly string[] {
    return [...this.entries.keys()];
  }

  get(region: string): DeployedRegion | undefined {
    return this.entries.get(region);
  }

  set(region: string, entry: DeployedRegion): Promise<void> {
    this.entries.set(region, entry);
    return this.write();
  }

  delete(region: string): Promise<void> {
    this.entries.delete(region);
    return this.write();
  }

  /** Regions finish side by side; their writes go one after the other. */
  private write(): Promise<void> {
    const content = `${JSON.stringify({ regions: Object.fromEntries(this.entries) }, undefined, 2)}\n`;
    this.lastWrite = this.lastWrite.catch(() => {}).then(() => this.save(content)); // each caller gets its own error
    return this.lastWrite;
  }

  private async save(content: string): Promise<void> {
    await mkdir(this.dir, { recursive: true });
    await writeFile(join(this.dir, '.gitignore'), '*\n'); // nothing in here is for anybody's repository
    await writeFileAtomic(join(this.dir, 'deployed.json'), content);
  }
}

const read = async (file: string): Promise<Map<string, DeployedRegion>> => {
  try {
    return new Map(Object.entries(v.parse(recordFile, JSON.parse(await readFile(file, 'utf8'))).regions));
  } catch {
    return new Map(); // nothing was deployed from here
  }
};
