/** The resource and method that answer a request. */
export interface TreeMatch<R, M> {
  readonly resource: R;
  readonly method: M;
  /** As the API names it: `GET`, or `ANY`. */
  readonly methodName: string;
  /** Percent-encoded, as they arrived. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

export interface ResourceTree<R, M> {
  /** `path` is percent-encoded and begins with "/". */
  match(httpMethod: string, path: string): TreeMatch<R, M> | undefined;
}

interface Node<R, M> {
  readonly literals: Map<string, Node<R, M>>;
  variable?: Edge<R, M>;
  greedy?: Edge<R, M>;
  resource?: R;
  methods: ReadonlyMap<string, M>;
}

interface Edge<R, M> {
  readonly name: string;
  readonly node: Node<R, M>;
}

/**
 * The resources of an API by path segment. The most specific resource that has the method wins: a literal segment
 * before `{param}` before `{proxy+}`, a named method before ANY.
 */
export function createResourceTree<R extends { readonly path: string }, M>(
  resources: readonly R[],
  methodsOf: (resource: R) => ReadonlyMap<string, M>,
): ResourceTree<R, M> {
  const root = newNode<R, M>();
  for (const resource of resources) {
    const node = segmentsOf(resource.path).reduce<Node<R, M>>(childFor, root);
    node.resource = resource;
    node.methods = methodsOf(resource);
  }
  // A request is matched when it is routed, and again when it is answered.
  let last: { readonly path: string; readonly segments: readonly string[] } | undefined;
  return {
    match: (httpMethod, path) => {
      if (last?.path !== path) last = { path, segments: segmentsOf(path) };
      return walk(root, last.segments, 0, httpMethod, {});
    },
  };
}

const newNode = <R, M>(): Node<R, M> => ({ literals: new Map(), methods: new Map() });

/** Slashes in front and behind do not count. */
function segmentsOf(path: string): string[] {
  let [begin, end] = [0, path.length];
  while (path[begin] === '/') begin += 1;
  while (end > begin && path[end - 1] === '/') end -= 1;
  return begin === end ? [] : path.slice(begin, end).split('/');
}

function childFor<R, M>(node: Node<R, M>, part: string): Node<R, M> {
  const name = /^\{(.+?)\+?\}$/.exec(part)?.[1];
  if (name === undefined) {
    const child = node.literals.get(part) ?? newNode<R, M>();
    node.literals.set(part, child);
    return child;
  }
  const kind = part.endsWith('+}') ? 'greedy' : 'variable';
  node[kind] ??= { name, node: newNode<R, M>() };
  return node[kind].node;
}

type Parameters = Readonly<Record<string, string>>;

function walk<R, M>(
  node: Node<R, M>,
  segments: readonly string[],
  at: number,
  httpMethod: string,
  found: Parameters,
): TreeMatch<R, M> | undefined {
  const segment = segments[at];
  if (segment === undefined) return answerOf(node, httpMethod, found);
  const { literals, variable, greedy } = node;
  const literal = literals.get(segment.includes('%') ? decoded(segment) : segment);
  const exact = literal && walk(literal, segments, at + 1, httpMethod, found);
  if (exact !== undefined) return exact;
  const named =
    variable && segment !== ''
      ? walk(variable.node, segments, at + 1, httpMethod, { ...found, [variable.name]: segment })
      : undefined;
  if (named !== undefined || greedy === undefined) return named;
  return answerOf(greedy.node, httpMethod, { ...found, [greedy.name]: segments.slice(at).join('/') });
}

function answerOf<R, M>(
  node: Node<R, M>,
  httpMethod: string,
  pathParameters: Parameters,
): TreeMatch<R, M> | undefined {
  const methodName = node.methods.has(httpMethod) ? httpMethod : 'ANY';
  const method = node.methods.get(methodName);
  if (node.resource === undefined || method === undefined) return undefined;
  return { resource: node.resource, method, methodName, pathParameters };
}

/** `%7Eme` reaches the resource `~me`; what is no valid encoding stands for itself. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
