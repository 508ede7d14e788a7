import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { isExecutable } from '../../scripts/lib/findProgram.mjs';
import { root, vscodeFolder } from '../../scripts/lib/paths.mjs';
import { ScriptError } from '../../scripts/lib/scriptError.mjs';
import { hasDisplay } from '../../scripts/vscode/hasDisplay.mjs';
import { followEvents } from './followEvents';
import { type HostRun, hostEnvironment } from './hostRun';

/**
 * The desktop's VS Code: what `CHAOS_LAB_VSCODE` names, else a download, where there is a display.
 * Nothing where neither can be had.
 */
export async function findDesktop(): Promise<string | undefined> {
  const given = process.env.CHAOS_LAB_VSCODE;
  if (given) {
    if (await isExecutable(given)) return given;
    throw new ScriptError(`CHAOS_LAB_VSCODE is set to ${given}, which is no program: correct or unset it.`);
  }
  if (!hasDisplay()) return undefined;
  try {
    return await downloadAndUnzipVSCode({ cachePath: vscodeFolder });
  } catch (error) {
    process.stdout.write(`VS Code for the desktop cannot be downloaded (${error}): using the browser's.\n`);
    return undefined;
  }
}

/** Resolves with the exit code. */
export async function runInDesktop(executable: string, run: HostRun): Promise<number> {
  const workspace = join(run.home, 'workspace');
  await mkdir(workspace);
  const stopFollowing = followEvents(run.results);
  try {
    return await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: run.tests,
      extensionTestsEnv: { ...process.env, ...hostEnvironment(run) },
      launchArgs: [
        workspace,
        '--disable-extensions',
        '--disable-workspace-trust',
        '--skip-welcome',
        '--user-data-dir',
        join(run.home, 'user'),
      ],
    });
  } catch {
    return 1; // the results say which test failed
  } finally {
    await stopFollowing();
  }
}
