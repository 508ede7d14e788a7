import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './errorPayload';

export type Handler = (event: unknown, context: unknown, callback: unknown) => unknown;

/**
 * Finds the function that a handler name such as `dir/file.export.nested` stands for.
 * Rejects with what AWS reports: `Runtime.MalformedHandlerName`, `Runtime.HandlerNotFound`,
 * `Runtime.ImportModuleError`, `Runtime.UserCodeSyntaxError`, or what the module itself threw.
 */
export async function loadHandler(root: string, name: string): Promise<Handler> {
  const { file, exported } = splitHandlerName(name);
  const loaded = await loadModule(root, file).catch(renameLoadError);
  const handler = exported.split('.').reduce<unknown>((value, key) => propertyOf(value, key), loaded);
  if (handler === undefined || handler === null) {
    throw new RuntimeError('HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (typeof handler !== 'function') throw new RuntimeError('HandlerNotFound', `${name} is not a function`);
  return handler as Handler;
}

function splitHandlerName(name: string): { file: string; exported: string } {
  const parts = /^(?<file>(?:.*\/)?[^./]+)\.(?<exported>[^/]+)$/.exec(name)?.groups;
  if (!parts?.file || !parts.exported || name.includes('..')) {
    throw new RuntimeError(
      'MalformedHandlerName',
      `Bad handler: '${name}' should be file.export, as in src/index.handler`,
    );
  }
  return { file: parts.file, exported: parts.exported };
}

/** The order in which Lambda looks: no extension, .js, .mjs, .cjs, then a package in node_modules. */
async function loadModule(root: string, file: string): Promise<unknown> {
  const require = createRequire(join(root, 'handler'));
  const path = resolve(root, file);
  if (existsSync(`${path}.js`))
    return isModule(`${path}.js`) ? importFile(`${path}.js`) : require(`${path}.js`);
  if (existsSync(`${path}.mjs`)) return importFile(`${path}.mjs`);
  if (existsSync(`${path}.cjs`)) return require(`${path}.cjs`);
  return require(existsSync(path) ? path : file);
}

const importFile = (path: string): Promise<unknown> => import(pathToFileURL(path).href);

/** Whether the nearest package.json says `"type": "module"`. */
function isModule(file: string): boolean {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
    if (folder === dirname(folder)) return false;
  }
}

const propertyOf = (value: unknown, key: string): unknown =>
  value === undefined || value === null ? undefined : (value as Record<string, unknown>)[key];

function renameLoadError(error: unknown): never {
  if (error instanceof SyntaxError) {
    throw new RuntimeError('UserCodeSyntaxError', String(error), { cause: error });
  }
  if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
    throw new RuntimeError('ImportModuleError', String(error), { cause: error });
  }
  throw error;
}
