export interface PageRequest {
  readonly prefix: string;
  readonly delimiter: string;
  /** Only what sorts after this is listed. */
  readonly after: string;
  /** How many keys and common prefixes together. */
  readonly max: number;
}

export interface PageOfKeys {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** The last entry of this page, when there is more behind it. */
  readonly next?: string;
}

/** One page of a bucket's listing; keys that share what stands before the delimiter count as one entry. */
export function pageOfKeys(
  all: readonly string[],
  { prefix, delimiter, after, max }: PageRequest,
): PageOfKeys {
  const entries = all
    .filter((key) => key.startsWith(prefix))
    .map((key) => entryOf(key, prefix, delimiter))
    .sort((a, b) => compareUtf8(a.name, b.name));
  const fresh = entries.filter(
    ({ name }, index) => compareUtf8(name, after) > 0 && name !== entries[index - 1]?.name,
  );
  const page = fresh.slice(0, max);
  const last = page.at(-1)?.name;
  return {
    keys: page.filter(({ isPrefix }) => !isPrefix).map(({ name }) => name),
    commonPrefixes: page.filter(({ isPrefix }) => isPrefix).map(({ name }) => name),
    ...(fresh.length > page.length && last !== undefined && { next: last }),
  };
}

interface Entry {
  readonly name: string;
  readonly isPrefix: boolean;
}

function entryOf(key: string, prefix: string, delimiter: string): Entry {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at === -1
    ? { name: key, isPrefix: false }
    : { name: key.slice(0, at + delimiter.length), isPrefix: true };
}

/** S3 sorts keys by their UTF-8 bytes. */
const compareUtf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
