import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../errors';
import type { DeployTools, Tool } from './deployment';
import { type DeployedRegion, DeployRecord } from './deployRecord';
import { type DeployReport, reportRegion } from './deployReport';
import { type Deployment, type Reachable, type RegionWork, regionWork } from './regionWork';
import { requireServerless, ServerlessRegion, standaloneConfig } from './serverless';
import { lacksProvider, type Outputs, TerraformRegion } from './terraform';
import { withToolEndpoint } from './toolEndpoint';
import { Turns } from './turns';

export interface DeployOptions extends Deployment {
  /** At least one. */
  readonly regions: readonly string[];
  /** The region that has the custom domain, when only others are deployed this time; the first when absent. */
  readonly domainRegion?: string;
  readonly tools: DeployTools;
  /** Asked when Terraform cannot be used and Serverless alone could deploy the same: true to do that. */
  onFallback(reason: string): Promise<boolean>;
}

/** What every region of one deployment does alike. */
interface Plan {
  readonly terraform?: Tool;
  readonly serverless?: Tool;
  readonly config?: string;
  readonly fallback?: string;
  readonly turns: Turns;
  /** Regions that could not even begin, and why. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/**
 * Deploys an application to the engine, its regions side by side:
 *
 *     init, one region after the other ──▶ each region: terraform apply ─outputs─▶ osls deploy, in turn
 *
 * What fails or is cancelled in a region is in the report. Rejects with a `HumanError` when none can begin, with an
 * `AbortError` when cancelled before.
 */
export const deployApplication = (options: DeployOptions): Promise<DeployReport> =>
  withToolEndpoint(options.endpoint, (toolEndpoint) => deployRegions({ ...options, toolEndpoint }));

const deployRegions = async (options: Reachable<DeployOptions>): Promise<DeployReport> => {
  const record = await DeployRecord.open(options.application.dir);
  const domainRegion = domainRegionOf(options, record);
  const works = options.regions.map((region) => regionWork(options, region, region === domainRegion));
  const plan = await makePlan(works, options);
  const regions = await Promise.all(
    works.map((work) => reportRegion(work.target.region, () => deployRegion(work, plan, record))),
  );
  const { terraform, serverless, fallback } = plan;
  const tools = { ...(terraform ? { terraform } : {}), ...(serverless ? { serverless } : {}) };
  return { tools, ...(fallback ? { fallback } : {}), regions };
};

/** When a region is deployed alone, later, the domain stays where it is. */
const domainRegionOf = (
  { domainRegion, regions }: DeployOptions,
  record: DeployRecord,
): string | undefined => {
  const present = record.regions.find((region) => record.get(region)?.first);
  return domainRegion ?? (present && !regions.includes(present) ? present : regions[0]);
};

const makePlan = async (works: readonly RegionWork[], options: DeployOptions): Promise<Plan> => {
  const { application, tools } = options;
  const { serverlessDir } = application;
  const serverless = serverlessDir && requireServerless(tools.serverless, serverlessDir);
  const rest = { ...(serverless ? { serverless } : {}), turns: new Turns() };
  if (!application.terraformDir) return { ...rest, failed: new Map() };
  if (!tools.terraform) return standalonePlan(options, 'Terraform was not found on the PATH.');
  const failed = await initAll(works, tools.terraform);
  if ([...failed.values()].some(lacksProvider)) {
    return standalonePlan(options, 'Terraform could not get its AWS provider.');
  }
  return { terraform: tools.terraform, ...rest, failed };
};

/** One after the other: see `TerraformRegion.init`. What stops the first for lack of a provider would stop the others. */
const initAll = async (works: readonly RegionWork[], tool: Tool): Promise<Map<string, unknown>> => {
  const failed = new Map<string, unknown>();
  for (const work of works) {
    try {
      await new TerraformRegion(work, tool).init();
    } catch (error) {
      failed.set(work.target.region, error);
      if (lacksProvider(error)) break;
    }
  }
  return failed;
};

const standalonePlan = async (options: DeployOptions, reason: string): Promise<Plan> => {
  const { serverlessDir } = options.application;
  const nextStep =
    'Install Terraform 1.5 or newer, or OpenTofu, with access to the provider registry, and deploy again.';
  if (!serverlessDir || !(await exists(join(serverlessDir, standaloneConfig)))) {
    throw new HumanError(`${reason} ${nextStep}`);
  }
  const serverless = requireServerless(options.tools.serverless, serverlessDir);
  if (await options.onFallback(reason)) {
    return { serverless, config: standaloneConfig, fallback: reason, turns: new Turns(), failed: new Map() };
  }
  throw new HumanError(`Nothing was deployed: ${reason} ${nextStep}`);
};

const deployRegion = async (work: RegionWork, plan: Plan, record: DeployRecord): Promise<void> => {
  const { region } = work.target;
  if (plan.failed.has(region)) throw plan.failed.get(region);
  await leaveOtherWay(work, plan, record.get(region));
  // Before anything is made: what was cancelled halfway can be destroyed too.
  await record.set(region, entryOf(work, plan, record.get(region)?.outputs ?? {}));
  const outputs = await applyTerraform(work, plan);
  await record.set(region, entryOf(work, plan, outputs));
  await serverlessRegion(work, plan, { config: plan.config, outputs })?.deploy();
};

const applyTerraform = async (work: RegionWork, { terraform }: Plan): Promise<Outputs> => {
  if (!terraform) return {};
  const part = new TerraformRegion(work, terraform);
  await part.apply();
  return part.outputs();
};

/** With and without Terraform, the same API would be there twice: the one that was goes first. */
const leaveOtherWay = async (
  work: RegionWork,
  plan: Plan,
  previous: DeployedRegion | undefined,
): Promise<void> => {
  if (!previous || previous.config === plan.config) return;
  if (previous.terraform) {
    throw new HumanError(
      `${work.target.region} was deployed with Terraform, which cannot be used now. Make it available again; ` +
        `or, if the engine has lost its data since, delete ${join(work.application.dir, '.chaos')} and deploy again.`,
    );
  }
  await serverlessRegion(work, plan, previous)?.remove();
};

const serverlessRegion = (
  work: RegionWork,
  { serverless, turns }: Plan,
  { config, outputs }: { readonly config?: string | undefined; readonly outputs: Outputs },
): ServerlessRegion | undefined =>
  serverless && new ServerlessRegion(work, { tool: serverless, config, outputs, turns });

const entryOf = (
  work: RegionWork,
  { terraform, serverless, config }: Plan,
  outputs: Outputs,
): DeployedRegion => ({
  endpoint: work.target.endpoint,
  first: work.target.first,
  ...(terraform ? { terraform: nameOf(terraform) } : {}),
  ...(serverless ? { serverless: nameOf(serverless) } : {}),
  ...(config ? { config } : {}),
  outputs: { ...outputs },
});

const nameOf = ({ name, version }: Tool) => ({ name, version });

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
