const parameter = /\{([^}]+)\}/g;

/** `/v1/{id}/{proxy+}` -> `id`, `proxy+`. */
export const pathParameters = (url: string): string[] =>
  [...url.matchAll(parameter)].map(([, name]) => name ?? '');

/** Puts values in the place of parameters; those of a greedy one, `{proxy+}`, keep their slashes. */
export const fillPath = (url: string, values: ReadonlyMap<string, string>): string =>
  url.replaceAll(parameter, (_, name: string) => {
    const value = values.get(name) ?? '';
    return name.endsWith('+')
      ? value.split('/').map(encodeURIComponent).join('/')
      : encodeURIComponent(value);
  });
