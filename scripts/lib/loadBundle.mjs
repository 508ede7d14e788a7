// @ts-check
/**
 * Keeps autocannon in `dist/load.js`, loaded when load is first asked for.
 *
 * @type {import('esbuild').Plugin}
 */
export const loadBundle = {
  name: 'load-bundle',
  setup(build) {
    build.onResolve({ filter: /^\.\/autocannon$/ }, ({ kind, importer }) =>
      kind === 'entry-point' || /node_modules/.test(importer)
        ? undefined
        : { path: './load.js', external: true },
    );
  },
};
