import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeployOptions } from './deployApplication';
import type { DeployReport } from './deployReport';
import { withFolder, writeFakeTool } from './fakeTool';

const outputs = JSON.stringify({
  rest_api_id: { value: 'a1b2' },
  sizes: { value: [1, 2] },
  path: { value: '/evil' },
});

/** For tests: answers as Terraform does; `special` may do something else first. */
export const terraform = (special = '') => `
${special}
if (args[0] === 'apply') writeState();
if (args[0] === 'output') console.log(${JSON.stringify(outputs)});
return 0;`;

interface Tools {
  readonly terraform?: string;
  readonly osls?: string;
}

/** For tests: an application with both parts and fake tools, to be deployed to two regions. */
export const withApplication = (tools: Tools, work: (options: DeployOptions, dir: string) => Promise<void>) =>
  withFolder(async (dir) => {
    for (const part of ['terraform', 'serverless']) await mkdir(join(dir, part));
    for (const file of ['serverless.yml', 'serverless.standalone.yml'])
      await writeFile(join(dir, 'serverless', file), '');
    const application = { dir, terraformDir: join(dir, 'terraform'), serverlessDir: join(dir, 'serverless') };
    const options: DeployOptions = {
      application,
      endpoint: 'http://127.0.0.1:4566',
      regions: ['us-east-1', 'us-west-2'],
      tools: {
        terraform: await writeFakeTool(dir, 'terraform', tools.terraform ?? terraform()),
        serverless: await writeFakeTool(dir, 'osls', tools.osls),
      },
      onLine: () => {},
      onFallback: () => assert.fail('nobody asked for a fallback'),
    };
    await work(options, dir);
  });

export const outcomes = ({ regions }: DeployReport) =>
  Object.fromEntries(regions.map(({ region, outcome }) => [region, outcome]));

export const readRecord = async (dir: string) =>
  JSON.parse(await readFile(join(dir, '.chaos', 'deployed.json'), 'utf8')).regions;
