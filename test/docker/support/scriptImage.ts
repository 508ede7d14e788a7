import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseImage } from './baseImage';
import { imageLabel, imageOf } from './imageOf';
import { finished } from './testDocker';

/** An image that runs the JavaScript in the environment variable `SCRIPT`, for containers that do as a test wishes. */
export async function scriptImage(): Promise<string> {
  const base = await baseImage();
  const dockerfile = `FROM ${base}\nSTOPSIGNAL SIGTERM\nCMD ["node", "-e", "eval(process.env.SCRIPT)"]\n`;
  return imageOf('script', [base, dockerfile], async (docker, tag) => {
    const context = await mkdtemp(join(tmpdir(), 'chaos-lab-script-'));
    try {
      await writeFile(join(context, 'Dockerfile'), dockerfile);
      const options = { t: tag, labels: { [imageLabel]: 'test' } };
      await finished(docker, await docker.buildImage({ context, src: ['Dockerfile'] }, options));
    } finally {
      await rm(context, { recursive: true, force: true });
    }
  });
}
