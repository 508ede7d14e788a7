import assert from 'node:assert/strict';
import fc from 'fast-check';
import { serviceTable } from '../../aws/model/serviceTable';
import { matchRestOperation } from './matchRestOperation';
import { type RouteEntry, type RouteNode, readRouteTree } from './routeTree';

/** An operation with the whole of its path: `['functions', '{FunctionName}']`. */
interface Route {
  readonly method: string;
  readonly template: readonly string[];
  readonly entry: RouteEntry;
}

function routesOf(node: RouteNode, template: readonly string[] = []): Route[] {
  const here = [...node.entries].flatMap(([method, all]) =>
    all.map((entry) => ({ method, template, entry })),
  );
  const children: [string, RouteNode | undefined][] = [
    ...node.fixed,
    ['{}', node.label],
    ['{+}', node.greedy],
  ];
  return [
    ...here,
    ...children.flatMap(([name, child]) => (child === undefined ? [] : routesOf(child, [...template, name]))),
  ];
}

const isLabel = (segment: string): boolean => segment === '{}' || segment === '{+}';

/** The path of a route as a pattern, apart from the tree. */
const patternOf = (template: readonly string[]): RegExp =>
  new RegExp(`^/${template.map((one) => patterns[one] ?? literally(one)).join('/')}$`, 's');

const patterns: Readonly<Record<string, string>> = { '{}': '[^/]+', '{+}': '.+' };

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Those whose path is also that of another one, in the same service. */
const rivalsOf = (routes: readonly Route[]): Route[] => {
  const all = routes.map((route) => ({ ...route, pattern: patternOf(route.template) }));
  return routes.filter(({ method, template }) => {
    const path = `/${template.map((segment) => (isLabel(segment) ? 'x' : segment)).join('/')}`;
    return all.some((one) => one.template !== template && one.method === method && one.pattern.test(path));
  });
};

/** What may stand for a label: anything, also what is fixed elsewhere, and what hurts in a path. */
const labelValue = (routes: readonly Route[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    fc.constantFrom('__proto__', 'constructor', '..', '.', '%2F', 'a/b', '?x=y', 'arn:aws:lambda:a:1:f'),
    fc.constantFrom(...routes.flatMap(({ template }) => template.filter((one) => !isLabel(one))), 'x'),
  );

const services = Object.entries(serviceTable().routes).map(([service, text]) => {
  const routes = routesOf(readRouteTree(text));
  const label = labelValue(routes);
  const values: Readonly<Record<string, fc.Arbitrary<readonly string[]>>> = {
    '{}': label.map((value) => [value]),
    '{+}': fc.array(label, { minLength: 1, maxLength: 3 }),
  };
  return { service, routes, rivals: rivalsOf(routes), values };
});

interface Call {
  readonly service: string;
  readonly routes: readonly Route[];
  readonly route: Route;
  /** What stands for each label. */
  readonly values: readonly string[];
  readonly path: string;
}

/** Every second one where paths are alike: there it is decided. */
const call: fc.Arbitrary<Call> = fc
  .oneof(
    fc.constantFrom(...services).map((one) => ({ ...one, among: one.routes })),
    fc
      .constantFrom(...services.filter(({ rivals }) => rivals.length > 0))
      .map((one) => ({ ...one, among: one.rivals })),
  )
  .chain(({ service, routes, values, among }) =>
    fc
      .constantFrom(...among)
      .chain((route) =>
        fc
          .tuple(...route.template.map((segment) => values[segment] ?? fc.constant([])))
          .map((parts) => ({ service, routes, route, ...written(route, parts) })),
      ),
  );

function written({ template }: Route, parts: readonly (readonly string[])[]): Pick<Call, 'values' | 'path'> {
  const segments = template.map((segment, index) =>
    isLabel(segment) ? (parts[index] ?? []).map(encodeURIComponent).join('/') : segment,
  );
  const values = parts.filter((_, index) => isLabel(template[index] ?? '')).map((part) => part.join('/'));
  return { values, path: `/${segments.join('/')}` };
}

/** The request of the operation, with all that it needs. */
function askedOf({ path, route: { method, entry } }: Call) {
  const query = new URLSearchParams(Object.fromEntries(entry.literals));
  const headers: Record<string, string> = {};
  for (const need of entry.needs) {
    if (need.startsWith('?')) query.set(need.slice(1), '1');
    else headers[need] = '1';
  }
  return { method, path, query, headers };
}

/** Whether the first is to be preferred: fixed before label before greedy where they first differ, else more needs. */
function isBefore(one: Route, other: Route): boolean {
  const rank = (segment: string | undefined) =>
    segment === '{+}' ? 2 : segment === '{}' ? 1 : segment === undefined ? 3 : 0;
  const length = Math.max(one.template.length, other.template.length);
  for (let index = 0; index < length; index++) {
    const [a, b] = [rank(one.template[index]), rank(other.template[index])];
    if (a !== b) return a < b;
  }
  const demands = ({ entry }: Route) => entry.literals.length + entry.needs.length;
  return demands(one) >= demands(other);
}

describe('the REST operations of all services', () => {
  it('are found by any path that is made of their template, or one that fits it better is', () => {
    fc.assert(
      fc.property(call, (made) => {
        const match = matchRestOperation(made.service, askedOf(made));
        const found = made.routes.filter(
          ({ entry, method, template }) =>
            entry.operation === match?.operation &&
            method === made.route.method &&
            patternOf(template).test(made.path),
        );
        assert.ok(found.length > 0, `${match?.operation} has no such path`);
        if (match?.operation === made.route.entry.operation) return;
        assert.ok(
          found.some((route) => isBefore(route, made.route)),
          `${match?.operation} is no better`,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('tell what stands for their labels, decoded', () => {
    let told = 0;
    fc.assert(
      fc.property(call, (made) => {
        const match = matchRestOperation(made.service, askedOf(made));
        if (match?.operation !== made.route.entry.operation) return;
        const { labels } = made.route.entry;
        if (match.fixed !== made.route.entry.fixed) return;
        told += 1;
        assert.deepEqual(
          labels.map((label) => match.labels[label]),
          made.values,
        );
      }),
      { numRuns: 2000 },
    );
    assert.ok(told > 1000, `${told} requests`);
  });
});
