import assert from 'node:assert/strict';
import type { FaultsState, RuleView } from './faultsState';
import { type FaultNode, faultTree, type ScopeNode } from './faultTree';
import type { FaultRule } from './rule';
import { ownerOf } from './tag';

const ours = 'chaos-lab:me-1';
const targets = [
  { service: 'apigateway', operations: [] },
  { service: 'lambda', operations: [{ operation: 'Invoke', note: 'also when API Gateway invokes' }] },
];

const stateOf = (rules: FaultRule[], more: Partial<RuleView> = {}, latencyMs = 0): FaultsState => ({
  available: true,
  latencyMs,
  rules: rules.map((rule, index) => ({ rule, index, owner: ownerOf(rule, 'me-1'), ...more })),
});

const tree = (state: FaultsState, regions = ['us-east-1']): FaultNode[] =>
  faultTree(state, { regions, targets, nowMs: 0 });

/** The tree as text: `[x]` is checked, `!` shaded. */
const draw = (nodes: readonly FaultNode[], indent = ''): string[] =>
  nodes.flatMap((node) => {
    const box = 'checked' in node ? (node.checked ? '[x] ' : '[ ] ') : '';
    const shaded = 'shadedBy' in node ? '!' : '';
    const description = 'description' in node && node.description ? ` (${node.description})` : '';
    return [
      `${indent}${box}${shaded}${node.label}${description}`,
      ...('children' in node ? draw(node.children, `${indent}  `) : []),
    ];
  });

const flat = (nodes: readonly FaultNode[]): FaultNode[] =>
  nodes.flatMap((node) => [node, ...('children' in node ? flat(node.children) : [])]);

const byId = (nodes: readonly FaultNode[], id: string) =>
  flat(nodes).find((node) => node.id === id) as ScopeNode;

describe('faultTree', () => {
  it('offers every scope, all regions first, when nothing is set', () => {
    assert.deepEqual(draw(tree(stateOf([]))), [
      '[ ] All regions',
      '  [ ] apigateway',
      '  [ ] lambda',
      '    [ ] Invoke (also when API Gateway invokes)',
      '[ ] us-east-1',
      '  [ ] apigateway',
      '  [ ] lambda',
      '    [ ] Invoke (also when API Gateway invokes)',
      '[ ] Network latency',
    ]);
  });

  it('checks exactly the box of a rule, and says that it decides for those below', () => {
    const state = stateOf([{ region: 'us-east-1', service: 'lambda', description: ours }], { hits: 3 });
    assert.deepEqual(draw(tree(state)).slice(4), [
      '[ ] us-east-1',
      '  [ ] apigateway',
      '  [x] lambda (503 ServiceUnavailable, 3 hits)',
      '    [ ] !Invoke (also when API Gateway invokes, covered by lambda in us-east-1)',
      '[ ] Network latency',
    ]);
  });

  it('lets a rule for all regions shade the regions, and not the other way round', () => {
    const nodes = tree(stateOf([{ service: 'lambda', description: ours }]));
    assert.deepEqual(byId(nodes, 'scope/us-east-1/lambda').shadedBy?.rule.service, 'lambda');
    assert.equal(byId(nodes, 'scope/us-east-1').shadedBy, undefined);
    assert.equal(byId(nodes, 'scope/*').shadedBy, undefined);
    assert.equal(byId(nodes, 'scope/*/lambda').checked, true);
  });

  it('follows the order of the rules: what was set before a wider rule still decides', () => {
    const narrow = { region: 'us-east-1', service: 'lambda', operation: 'Invoke', description: ours };
    const wide = { region: 'us-east-1', description: ours };
    const invoke = 'scope/us-east-1/lambda/Invoke';
    assert.equal(byId(tree(stateOf([narrow, wide])), invoke).shadedBy, undefined);
    assert.deepEqual(byId(tree(stateOf([wide, narrow])), invoke).shadedBy?.rule, wide);
  });

  it('shows what is set although nobody asked for that region, service or operation', () => {
    const rule = { region: 'eu-west-1', service: 'dynamodb', operation: 'PutItem', description: ours };
    const node = byId(tree(stateOf([rule])), 'scope/eu-west-1/dynamodb/PutItem');
    assert.deepEqual([node.checked, node.rule?.rule], [true, rule]);
    assert.equal(byId(tree(stateOf([rule])), 'scope/us-east-1/dynamodb'), undefined);
    assert.equal(byId(tree(stateOf([rule])), 'scope/eu-west-1/lambda/PutItem'), undefined);
  });

  it('lists foreign rules apart, unchecked in the tree though they shade it', () => {
    const nodes = tree(
      stateOf([{ region: 'us-east-1', probability: 0.25, error: { statusCode: 429, code: 'Slow' } }]),
    );
    assert.deepEqual(draw(nodes).slice(4), [
      '[ ] us-east-1',
      '  [ ] !apigateway (covered by all of us-east-1)',
      '  [ ] !lambda (covered by all of us-east-1)',
      '    [ ] !Invoke (also when API Gateway invokes, covered by all of us-east-1)',
      '[ ] Network latency',
      'Other rules',
      '  all of us-east-1 (429 Slow, 25 %, set by somebody else)',
    ]);
  });

  it('lists a second rule for one scope, and an operation without a service, apart', () => {
    const nodes = tree(
      stateOf([
        { service: 'lambda', description: 'chaos-lab:cli' },
        { service: 'lambda', description: ours },
        { operation: 'Invoke', description: ours },
      ]),
    );
    assert.equal(byId(nodes, 'scope/*/lambda').rule?.owner, 'ours');
    assert.deepEqual(draw(nodes).slice(-3), [
      'Other rules',
      '  lambda in all regions (503 ServiceUnavailable, set by another Chaos Lab client)',
      '  Invoke of every service in all regions (503 ServiceUnavailable, set here)',
    ]);
  });

  it('tells latency and what is left of a duration', () => {
    const state = stateOf([{ description: ours }], { endsAt: 271_000, hits: 1 }, 400);
    assert.deepEqual(byId(tree(state), 'scope/*').description, '503 ServiceUnavailable, 1 hit, 04:31 left');
    assert.deepEqual(draw(tree(state)).at(-1), '[x] Network latency (every request takes 400 ms longer)');
  });
});
