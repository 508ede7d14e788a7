// @ts-check
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What the scripts keep between runs and may throw away: stamps, bundled tests. */
export const cacheFolder = join(root, '.cache');

/** Where VS Code's own pieces are kept: code-server, or what `@vscode/test-electron` downloads. */
export const vscodeFolder = join(root, '.vscode-test');
