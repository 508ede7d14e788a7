// @ts-check
/**
 * Keeps dockerode in `dist/docker.js`, loaded when Docker is first asked for, and what it needs for nothing we do
 * out of it: BuildKit sessions (gRPC) and the optional native parts of its ssh client.
 *
 * @type {import('esbuild').Plugin}
 */
export const dockerBundle = {
  name: 'docker-bundle',
  setup(build) {
    build.onResolve({ filter: /^\.\/dockerode$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './docker.js', external: true },
    );
    build.onResolve({ filter: /^\.\/session$/ }, ({ importer }) =>
      /[\\/]dockerode[\\/]/.test(importer) ? { path: 'session', namespace: 'no-buildkit' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'no-buildkit' }, () => ({
      contents:
        'module.exports = () => { throw new Error("BuildKit sessions are not part of this bundle."); };',
    }));
    build.onResolve({ filter: /\.node$|^cpu-features$/ }, ({ path }) => ({ path, external: true }));
  },
};
