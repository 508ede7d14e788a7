/**
 * The environment of a process of ours. The desktop editor is Electron, which runs as Node on request; what steers the
 * editor's own process stays out, and a token that no process of ours needs.
 */
export const childEnvironment = (env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS, VSCODE_INSPECTOR_OPTIONS, LOCALSTACK_AUTH_TOKEN, ...rest } = env;
  return { ...rest, ELECTRON_RUN_AS_NODE: '1' };
};
