/** Headers that templates and mappings made, as they may go out: bad names dropped, bad characters blanked. */
export const safeHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => isHeaderName(name))
      .map(([name, value]) => [name.toLowerCase(), String(value).replace(FORBIDDEN, ' ')]),
  );

export const isHeaderName = (name: string): boolean => /^[!#$%&'*+\-.^_`|~\w]+$/.test(name);

const FORBIDDEN = /[^\t\x20-\x7e\x80-\xff]+/g;
