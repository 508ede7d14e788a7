import { describeScope } from '../../core/faults/faultScope';
import type { RuleView } from '../../core/faults/faultsState';
import { parseTag } from '../../core/faults/tag';
import { RowKind } from '../../extension/contributions';
import type { Row } from '../row';
import type { FaultTarget } from './faultTarget';
import { describeRule, ruleTooltip } from './faultText';

/** The network latency: one for the whole engine. Grey where that has none, for the reason given. */
export const latencyRow = (latencyMs: number, whyMissing?: string): Row<FaultTarget> =>
  whyMissing === undefined ? setLatencyRow(latencyMs) : noLatencyRow(whyMissing);

const noLatencyRow = (reason: string): Row<FaultTarget> => ({
  id: 'latency',
  label: 'Latency',
  kind: RowKind.unavailable,
  dimmed: true,
  icon: { id: 'watch', color: 'disabledForeground' },
  description: 'not available',
  tooltip: reason,
});

const setLatencyRow = (latencyMs: number): Row<FaultTarget> => ({
  id: 'latency',
  label: 'Latency',
  kind: RowKind.latency,
  icon: latencyMs > 0 ? { id: 'flame', color: 'testing.iconFailed' } : { id: 'watch' },
  description: latencyMs > 0 ? `${latencyMs} ms on every request` : 'none',
  tooltip: 'Delays every request that reaches the engine from outside, once.',
});

/** What other clients have set: shown, and left alone until somebody adopts or clears it. */
export const othersRows = (rules: readonly RuleView[], now: number): Row<FaultTarget>[] => {
  const others = rules.filter(
    (view) => view.owner !== 'ours' || (view.rule.operation !== undefined && view.rule.service === undefined),
  );
  if (others.length === 0) return [];
  return [
    {
      id: 'others',
      label: 'Set by others',
      kind: RowKind.others,
      icon: { id: 'organization' },
      expanded: true,
      children: others.map((view) => othersRow(view, now)),
    },
  ];
};

const othersRow = (view: RuleView, now: number): Row<FaultTarget> => ({
  id: `others/${JSON.stringify(view.rule)}`,
  label: describeScope(view.rule),
  kind: RowKind.othersRule,
  icon: { id: 'flame', color: 'testing.iconQueued' },
  description: [describeRule(view, now), parseTag(view.rule.description)?.owner ?? '']
    .filter(Boolean)
    .join(' · '),
  tooltip: ruleTooltip(view, now),
  target: { kind: 'rule', rule: view.rule },
});
