import assert from 'node:assert/strict';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isHumanError } from '../errors';
import { withFolder } from './fakeTool';
import { findServerless } from './findServerless';
import { findTerraform } from './findTerraform';
import { findTools } from './findTools';

const installPackage = async (dir: string, name: string, version: string): Promise<string> => {
  const target = join(dir, 'node_modules', name);
  await mkdir(target, { recursive: true });
  await writeFile(
    join(target, 'package.json'),
    JSON.stringify({ name, version, bin: { [name]: 'bin/run.js' } }),
  );
  return join(target, 'bin', 'run.js');
};

const installProgram = async (dir: string, name: string, script: string): Promise<string> => {
  const file = join(dir, name);
  await writeFile(file, `#!${process.execPath}\n${script}`);
  await chmod(file, 0o755);
  return file;
};

const says = (pattern: RegExp) => (error: unknown) => isHumanError(error) && pattern.test(error.message);

/** With nothing but this folder on the PATH. */
const withPath = async (dir: string, work: () => Promise<void>) => {
  const before = process.env.PATH;
  process.env.PATH = dir;
  try {
    await work();
  } finally {
    process.env.PATH = before;
  }
};

describe('findTerraform', () => {
  const answer = `console.error('a warning'); console.log('{"terraform_version":"1.9.9"}')`;

  it('takes terraform, else tofu, from the PATH', () =>
    withFolder((dir) =>
      withPath(dir, async () => {
        assert.equal(await findTerraform(), undefined);
        const tofu = await installProgram(dir, 'tofu', answer);
        assert.deepEqual(await findTerraform(), { name: 'tofu', version: '1.9.9', command: [tofu] });
        const terraform = await installProgram(dir, 'terraform', answer);
        assert.deepEqual(await findTerraform(), {
          name: 'terraform',
          version: '1.9.9',
          command: [terraform],
        });
      }),
    ));

  it('takes the one that was set, or says that it is not there', () =>
    withFolder(async (dir) => {
      const file = await installProgram(dir, 'tofu-1.9', answer);
      assert.deepEqual(await findTerraform(file), { name: 'tofu', version: '1.9.9', command: [file] });
      await assert.rejects(
        findTerraform(join(dir, 'gone')),
        says(/was not found at ".*gone"\. Correct the setting/),
      );
    }));

  it('says so when what was found is broken', () =>
    withFolder(async (dir) => {
      const file = await installProgram(dir, 'terraform', 'process.exit(1)');
      await assert.rejects(findTerraform(file), says(/did not tell a version/));
    }));
});

describe('findServerless', () => {
  it('prefers osls, and looks in the folders above', () =>
    withFolder(async (dir) => {
      const inner = join(dir, 'serverless');
      await mkdir(inner);
      assert.equal(await findServerless(inner), undefined);
      await installPackage(dir, 'serverless', '3.40.0');
      await installPackage(dir, 'serverless-localstack', '1.4.0');
      assert.equal((await findServerless(inner))?.name, 'serverless');
      await installPackage(inner, 'serverless', '3.40.0');
      const script = await installPackage(dir, 'osls', '4.3.1');
      assert.deepEqual(await findServerless(inner), {
        name: 'osls',
        version: '4.3.1',
        command: [process.execPath, script],
        env: {},
      });
    }));

  it('refuses a Serverless that needs a login, or cannot reach the engine', () =>
    withFolder(async (dir) => {
      await installPackage(dir, 'serverless', '4.1.0');
      await assert.rejects(
        findServerless(dir),
        says(/serverless 4\.1\.0 .* only version 3 needs no login\. Install osls/),
      );
      await installPackage(dir, 'serverless', '3.40.0');
      await assert.rejects(findServerless(dir), says(/only with the plugin serverless-localstack/));
    }));
});

describe('findTools', () => {
  const quiet = { onLine: () => {} };

  /** An application whose package.json asks for a package `osls` that lies beside it: no registry is needed. */
  const withAsking = (work: (dir: string) => Promise<void>) =>
    withFolder(async (dir) => {
      await mkdir(join(dir, 'local-osls'));
      await writeFile(
        join(dir, 'local-osls', 'package.json'),
        JSON.stringify({ name: 'osls', version: '4.3.1', bin: 'run.js' }),
      );
      await writeFile(
        join(dir, 'package.json'),
        JSON.stringify({ name: 'app', dependencies: { osls: 'file:local-osls' } }),
      );
      await work(dir);
    });

  it('installs Serverless where the application asks for it, once, and says so', () =>
    withAsking(async (dir) => {
      const lines: string[] = [];
      const application = { dir, serverlessDir: dir };
      const find = () => findTools(application, { onLine: (line) => lines.push(line) });
      assert.equal((await find()).serverless?.version, '4.3.1');
      assert.equal(lines[0], `Installing Serverless in ${dir} (npm) …`);
      const { length } = lines;
      assert.equal((await find()).serverless?.version, '4.3.1');
      assert.equal(lines.length, length);
    })).timeout(30_000);

  it('installs nothing that is not asked for', () =>
    withFolder(async (dir) => {
      await writeFile(join(dir, 'package.json'), '{}');
      await assert.rejects(
        findTools({ dir, serverlessDir: dir }, quiet),
        says(/No Serverless was found for .*Install osls there/),
      );
    }));

  it('replaces a version that is not the exact one', () =>
    withFolder(async (dir) => {
      await installPackage(dir, 'osls', '4.0.0');
      await writeFile(join(dir, 'package.json'), JSON.stringify({ dependencies: { osls: '4.3.1' } }));
      const cancel = new AbortController();
      const installing: string[] = [];
      const onLine = (line: string) => {
        installing.push(line);
        cancel.abort(); // before npm asks a registry
      };
      await assert.rejects(findTools({ dir, serverlessDir: dir }, { onLine, signal: cancel.signal }), {
        name: 'AbortError',
      });
      assert.deepEqual(installing, [`Installing Serverless in ${dir} (npm) …`]);
    }));

  it('takes any version where a range is asked for', () =>
    withFolder(async (dir) => {
      await installPackage(dir, 'osls', '4.0.0');
      await writeFile(join(dir, 'package.json'), JSON.stringify({ devDependencies: { osls: '^4.0.0' } }));
      assert.equal((await findTools({ dir, serverlessDir: dir }, quiet)).serverless?.version, '4.0.0');
    }));
});
