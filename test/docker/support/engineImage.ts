import { join } from 'node:path';
import { buildIfStale } from '../../../scripts/lib/buildExtension.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { createProgress } from '../../../scripts/lib/progress.mjs';
import { baseImage } from './baseImage';
import { contentOf, imageLabel, imageOf } from './imageOf';
import { finished } from './testDocker';

/** What the Dockerfile copies; `.dockerignore` must let it through. */
const copied = [
  'LICENSE',
  'dist/engine.js',
  'dist/routes.js',
  'dist/routes.js.LEGAL.txt',
  'dist/lambda-bootstrap.js',
  'docker/entrypoint.cjs',
  'docker/state/README',
];
const context = ['Dockerfile', ...copied];

/** The repository's Dockerfile, built as `npm run docker:build` does but for the base. */
export async function engineImage(): Promise<string> {
  await buildIfStale(createProgress(process.stderr), ['engine', 'routes', 'lambda-bootstrap']);
  const base = await baseImage();
  const inputs = await Promise.all([...context, '.dockerignore'].map((file) => contentOf(join(root, file))));
  return imageOf('engine', [base, ...inputs], async (docker, tag) => {
    const options = { t: tag, buildargs: { BASE: base }, labels: { [imageLabel]: 'test' } };
    await finished(docker, await docker.buildImage({ context: root, src: context }, options));
  });
}
