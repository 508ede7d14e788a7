// @ts-check

/** What is shipped in `dist/`, by name: each is a bundle of its own. */
export const entryPoints = {
  extension: 'src/extension/extension.ts',
  cli: 'src/cli/cli.ts',
  docker: 'src/core/docker/dockerode.ts',
  load: 'src/core/lab/load/autocannon.ts',
  experiments: 'src/core/experiments/library.ts',
  engine: 'src/cli/engine/main.ts',
  routes: 'src/aws/model/routes.generated.ts',
  guard: 'src/cli/guard/main.ts',
  'lambda-bootstrap': 'src/emulator/lambda/runtime/bootstrap.ts',
};

/** What runs in the page of a webview: a script with its style, in a folder that the page may read. */
export const pageEntryPoints = { 'lab/lab': 'src/views/lab/page/main.ts' };
