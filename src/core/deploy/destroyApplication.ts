import { rm } from 'node:fs/promises';
import { HumanError } from '../errors';
import type { Application, DeployTools } from './deployment';
import { type DeployedRegion, DeployRecord } from './deployRecord';
import { type DeployReport, reportRegion } from './deployReport';
import { type Deployment, type Reachable, type RegionWork, regionFolders, regionWork } from './regionWork';
import { requireServerless, ServerlessRegion } from './serverless';
import { TerraformRegion } from './terraform';
import { withToolEndpoint } from './toolEndpoint';
import { Turns } from './turns';

export interface DestroyOptions extends Deployment {
  readonly tools: DeployTools;
  /** All that were deployed from this folder when absent. */
  readonly regions?: readonly string[];
}

/**
 * Undoes `deployApplication` with what it was done with: first Serverless, whose functions hang on Terraform's API, then
 * Terraform. What the engine no longer has is no error. Gives a report without regions when nothing was deployed.
 */
export const destroyApplication = (options: DestroyOptions): Promise<DeployReport> =>
  withToolEndpoint(options.endpoint, (toolEndpoint) => destroyRegions({ ...options, toolEndpoint }));

const destroyRegions = async (options: Reachable<DestroyOptions>): Promise<DeployReport> => {
  const record = await DeployRecord.open(options.application.dir);
  const wanted = record.regions.filter((region) => options.regions?.includes(region) ?? true);
  const turns = { serverless: new Turns(), init: new Turns() };
  const regions = await Promise.all(
    wanted.map((region) => reportRegion(region, () => destroyRegion(options, region, record, turns))),
  );
  return { tools: options.tools, regions };
};

/** What regions must not do at the same time. */
interface RegionTurns {
  readonly serverless: Turns;
  readonly init: Turns;
}

const destroyRegion = async (
  options: Reachable<DestroyOptions>,
  region: string,
  record: DeployRecord,
  turns: RegionTurns,
): Promise<void> => {
  const entry = record.get(region);
  if (!entry) return;
  const work = regionWork(options, region, entry.first);
  await removeServerless(work, entry, options.tools, turns);
  if (entry.terraform) await destroyTerraform(work, entry.terraform, options.tools, turns);
  await forget(work.application, region);
  await record.delete(region);
};

const removeServerless = async (
  work: RegionWork,
  entry: DeployedRegion,
  tools: DeployTools,
  turns: RegionTurns,
): Promise<void> => {
  if (!entry.serverless) return;
  const tool = requireServerless(tools.serverless, work.application.serverlessDir ?? work.application.dir);
  const { config, outputs } = entry;
  await new ServerlessRegion(work, { tool, config, outputs, turns: turns.serverless }).remove();
};

const destroyTerraform = async (
  work: RegionWork,
  used: { readonly name: string; readonly version: string },
  { terraform }: DeployTools,
  turns: RegionTurns,
): Promise<void> => {
  if (!terraform) {
    throw new HumanError(
      `${work.target.region} was deployed with ${used.name} ${used.version}, which is not on the PATH now. ` +
        'Make it available again, and destroy again.',
    );
  }
  const part = new TerraformRegion(work, terraform);
  if (!(await part.hasState())) return;
  await turns.init.take(() => part.init());
  await part.destroy();
};

/** The providers stay for the next deployment. */
const forget = (application: Application, region: string): Promise<void> =>
  rm(regionFolders(application, region).state, { recursive: true, force: true });
