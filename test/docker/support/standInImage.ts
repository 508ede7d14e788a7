import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../../scripts/lib/paths.mjs';
import { engineImage } from './engineImage';
import { contentOf, imageLabel, imageOf } from './imageOf';
import { finished } from './testDocker';

/** An image with the fake LocalStack (`test/support/fakeLocalStack/main.ts`), on top of the engine's. */
export async function standInImage(): Promise<string> {
  const engine = await engineImage();
  const context = await mkdtemp(join(tmpdir(), 'chaos-lab-stand-in-'));
  try {
    const program = join(context, 'fake-localstack.js');
    await bundle(program);
    await copyFile(join(__dirname, 'stand-in.Dockerfile'), join(context, 'Dockerfile'));
    const inputs = await Promise.all([contentOf(program), contentOf(join(context, 'Dockerfile'))]);
    return await imageOf('stand-in', [engine, ...inputs], async (docker, tag) => {
      const options = { t: tag, buildargs: { ENGINE: engine }, labels: { [imageLabel]: 'test' } };
      const src = ['Dockerfile', 'fake-localstack.js'];
      await finished(docker, await docker.buildImage({ context, src }, options));
    });
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

const bundle = (outfile: string) =>
  build({
    absWorkingDir: root,
    entryPoints: ['test/support/fakeLocalStack/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
