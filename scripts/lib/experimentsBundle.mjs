// @ts-check
/**
 * Keeps the format, the runner and the reports of experiments in `dist/experiments.js`, loaded when the extension first
 * meets one.
 *
 * @type {import('esbuild').Plugin}
 */
export const experimentsBundle = {
  name: 'experiments-bundle',
  setup(build) {
    build.onResolve({ filter: /^\.\/library$/ }, ({ importer }) =>
      /[\\/]experiments[\\/]loadLibrary\.ts$/.test(importer)
        ? { path: './experiments.js', external: true }
        : undefined,
    );
  },
};
