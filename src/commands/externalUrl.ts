/**
 * The URL by which a person's own machine reaches what answers at `url` here: they may sit at another one. Only the
 * origin is resolved, since VS Code's URIs write paths and queries in a way of their own.
 */
export const externalUrl = async (
  url: string,
  resolve: (origin: string) => PromiseLike<string>,
): Promise<string> => {
  const { origin } = new URL(url);
  return (await resolve(origin)).replace(/\/$/, '') + url.slice(origin.length);
};
