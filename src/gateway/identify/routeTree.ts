/** An operation at the end of a path. */
export interface RouteEntry {
  readonly operation: string;
  /** Members that the labels of the path are, in its order. */
  readonly labels: readonly string[];
  /** How many segments of the path are fixed. */
  readonly fixed: number;
  /** `list-type=2` as name and value; an empty value means presence. */
  readonly literals: readonly (readonly [name: string, value: string])[];
  /** Query parameters (`?uploadId`) and headers (`x-amz-copy-source`) that tell it from others here. */
  readonly needs: readonly string[];
}

/**
 * The paths of a service by segment.
 *
 *     (root) ── restapis ── {label} ── stages ── {label}   GET: GetStage, DELETE: DeleteStage, …
 */
export interface RouteNode {
  readonly fixed: Map<string, RouteNode>;
  label?: RouteNode;
  /** Takes one segment or more. */
  greedy?: RouteNode;
  /** Method -> what it is here, the most demanding first. */
  readonly entries: Map<string, RouteEntry[]>;
}

/** First letter of an entry -> method, and the word with which the name begins. */
const methods: Readonly<Record<string, readonly [method: string, word: string]>> = {
  G: ['GET', ''],
  H: ['HEAD', ''],
  P: ['POST', ''],
  U: ['PUT', ''],
  A: ['PATCH', ''],
  D: ['DELETE', ''],
  a: ['PATCH', 'Update'],
  c: ['POST', 'Create'],
  d: ['DELETE', 'Delete'],
  e: ['GET', 'Describe'],
  g: ['GET', 'Get'],
  i: ['POST', 'List'],
  l: ['GET', 'List'],
  o: ['POST', 'Update'],
  p: ['PUT', 'Put'],
  s: ['POST', 'Start'],
  u: ['PUT', 'Update'],
};

/** Reads the notation of scripts/routes/routeText.mjs. */
export function readRouteTree(text: string): RouteNode {
  const root = createNode();
  let path: string[] = [];
  for (const line of text.split('\n')) {
    const [place = '', ...entries] = line.split(' ');
    const [shared, ...rest] = place.split('/');
    path = [...path.slice(0, Number(shared)), ...rest];
    addEntries(path.reduce(childOf, root), path, entries);
  }
  return root;
}

const createNode = (): RouteNode => ({ fixed: new Map(), entries: new Map() });

function childOf(node: RouteNode, segment: string): RouteNode {
  if (segment.endsWith('+}')) {
    node.greedy ??= createNode();
    return node.greedy;
  }
  if (segment.startsWith('{')) {
    node.label ??= createNode();
    return node.label;
  }
  const child = node.fixed.get(segment) ?? createNode();
  node.fixed.set(segment, child);
  return child;
}

const labelsOf = (path: readonly string[]): string[] =>
  path.filter((segment) => segment.startsWith('{')).map((segment) => segment.replace(/[{}+]/g, ''));

function addEntries(node: RouteNode, path: readonly string[], texts: readonly string[]): void {
  const labels = labelsOf(path);
  const place = { labels, fixed: path.length - labels.length };
  for (const text of texts) {
    const [method = '', word = ''] = methods[text.charAt(0)] ?? [];
    const entries = [...(node.entries.get(method) ?? []), readEntry(word + text.slice(1), place)];
    node.entries.set(
      method,
      entries.sort((a, b) => demandOf(b) - demandOf(a)),
    );
  }
}

/** `GetObjectAttributes?attributes`, `UploadPart!?partNumber,?uploadId`. */
function readEntry(text: string, place: Pick<RouteEntry, 'labels' | 'fixed'>): RouteEntry {
  const [, operation = '', query = '', needs = ''] = /^(\w+)(?:\?([^!]*))?(?:!(.*))?$/.exec(text) ?? [];
  return {
    operation,
    ...place,
    literals: query === '' ? [] : query.split('&').map(readLiteral),
    needs: needs === '' ? [] : needs.split(','),
  };
}

function readLiteral(text: string): [string, string] {
  const [name = '', value = ''] = text.split('=');
  return [name, value];
}

const demandOf = ({ literals, needs }: RouteEntry): number => literals.length + needs.length;
