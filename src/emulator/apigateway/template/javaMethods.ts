interface Call {
  readonly property: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever a template calls the method on and with
  readonly context: any;
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly params: any[];
}

type Kind = 'string' | 'list' | 'map';

const method = (kinds: readonly Kind[], name: string, resolve: (call: Call) => unknown) => ({
  uid: `java: ${name}`,
  match: ({ property, context }: Call) => property === name && kinds.includes(kindOf(context) as Kind),
  resolve,
});

function kindOf(value: unknown): Kind | undefined {
  if (typeof value === 'string') return 'string';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' && value !== null ? 'map' : undefined;
}

const regex = (pattern: unknown, flags = ''): RegExp => new RegExp(String(pattern), flags);

/**
 * The methods of Java's strings, lists and maps that templates use and JavaScript's values lack or name otherwise;
 * velocityjs brings `get`, `put`, `size`, `keySet`, `entrySet` and `add` itself.
 */
export const JAVA_METHODS = [
  method(['string'], 'length', ({ context }) => context.length),
  method(['string'], 'equals', ({ context, params }) => context === params[0]),
  method(['string'], 'equalsIgnoreCase', ({ context, params }) => lower(context) === lower(params[0])),
  method(['string'], 'matches', ({ context, params }) => regex(`^(?:${params[0]})$`).test(context)),
  method(['string'], 'replaceAll', ({ context, params }) =>
    context.replace(regex(params[0], 'g'), params[1]),
  ),
  method(['string'], 'replaceFirst', ({ context, params }) => context.replace(regex(params[0]), params[1])),
  method(['string'], 'replace', ({ context, params }) => context.replaceAll(params[0], params[1])),
  method(['string'], 'split', ({ context, params }) => context.split(regex(params[0]))),
  method(['string', 'list'], 'contains', ({ context, params }) => context.includes(params[0])),
  method(['string', 'list'], 'isEmpty', ({ context }) => context.length === 0),
  method(['map'], 'isEmpty', ({ context }) => Object.keys(context).length === 0),
  method(['map'], 'containsKey', ({ context, params }) => Object.hasOwn(context, params[0])),
  method(['map'], 'values', ({ context }) => Object.values(context)),
  method(['string'], 'toString', ({ context }) => context),
];

const lower = (value: unknown): string => String(value).toLowerCase();
