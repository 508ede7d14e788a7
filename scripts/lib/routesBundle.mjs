// @ts-check
/**
 * Keeps the table of AWS operations in `dist/routes.js`, loaded when a request is first identified.
 *
 * @type {import('esbuild').Plugin}
 */
export const routesBundle = {
  name: 'routes-bundle',
  setup(build) {
    build.onResolve({ filter: /^\.\/routes\.generated$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './routes.js', external: true },
    );
  },
};
