import type { FaultRule } from '../../faults/rule';
import type { Action, Probe } from '../actions/activity';
import { setFaults, setLatency, takeBackFaults } from '../actions/chaosActions';
import type { Template, TemplatePlan, TemplateTarget } from './template';

/** Seconds that a fault is left before the next step. */
const faultSeconds = 10;

const regionOutage: Template = {
  id: 'region-outage',
  label: 'Region outage',
  detail: 'Every call in one region fails; the other regions have to notice nothing.',
  plan: (targets) => {
    const region = regionsOf(targets)[0] ?? '';
    const rules = [{ region }];
    return {
      ...split(targets, (target) => target.region === region || target.lambdaRegion === region),
      title: `${region} fails`,
      description: `Every call in ${region} fails. What is in other regions has to answer as before, and ${region} has to be well again afterwards.`,
      method: outage(rules),
      rollbacks: takeBackFaults(rules),
      comment: 'A rule without service and operation reaches every call of the region.',
    };
  },
};

const lambdaOutage: Template = {
  id: 'lambda-outage',
  label: 'Lambda outage',
  detail: 'Functions in one region cannot be called; what needs none has to notice nothing.',
  plan: (targets) => {
    const region = lambdaRegionOf(targets);
    const rules = [{ region, service: 'lambda', operation: 'Invoke' }];
    return {
      ...split(targets, ({ lambdaRegion }) => lambdaRegion === region),
      title: `Lambda fails in ${region}`,
      description: `No function in ${region} can be called. Endpoints without a function have to answer as before.`,
      method: outage(rules),
      rollbacks: takeBackFaults(rules),
      comment: 'An endpoint whose function cannot be called answers 502.',
    };
  },
};

const throttling: Template = {
  id: 'throttling',
  label: 'Throttling',
  detail: 'Lambda refuses half of all calls with 429; clients that try again have to survive.',
  plan: (targets) => {
    const region = lambdaRegionOf(targets);
    const error = { statusCode: 429, code: 'TooManyRequestsException' };
    const rules = [{ region, service: 'lambda', operation: 'Invoke', probability: 0.5, error }];
    return {
      ...split(targets, ({ lambdaRegion }) => lambdaRegion === region),
      title: `Lambda throttles in ${region}`,
      description: `Lambda refuses half of all calls in ${region}. Who tries again has to be served, and nobody else has to notice.`,
      method: outage(rules),
      rollbacks: takeBackFaults(rules),
      comment:
        'A probability of 0.5 refuses half of the calls. Ask with a client of yours: a process provider.',
    };
  },
};

const slowDependency: Template = {
  id: 'slow-dependency',
  label: 'Slow dependency',
  detail: 'Everything answers half a second later; timeouts have to be long enough.',
  plan: (targets) => ({
    ...split(targets, () => false),
    title: 'Everything is half a second slower',
    description: 'Each answer comes half a second later. That must not make anything fail.',
    method: [pause(setLatency(500), faultSeconds), setLatency(0)],
    rollbacks: [setLatency(0)],
    comment: 'Milliseconds; 0 takes it back.',
  }),
};

const failoverDrill: Template = {
  id: 'region-failover-drill',
  label: 'Region failover drill',
  detail: 'Each region fails once, one after the other, while the others have to answer.',
  plan: (targets) => {
    const regions = regionsOf(targets);
    const drill = regions.flatMap((region): (Action | Probe)[] => [
      ...pausedAt(setFaults([{ region }]), 5),
      ...survivors(targets, region),
      ...pausedAt(takeBackFaults([{ region }]), 5),
    ]);
    return {
      ...split(targets, () => true),
      title: `Each region fails once: ${regions.join(', ')}`,
      description:
        'One region after the other fails, and comes back before the next. The others have to answer meanwhile.',
      method: drill,
      rollbacks: takeBackFaults(regions.map((region) => ({ region }))),
      comment: 'The probes in between ask the regions that are up.',
    };
  },
};

const flapping: Template = {
  id: 'flapping',
  label: 'Flapping',
  detail: 'Lambda fails and comes back three times; nothing may stay broken.',
  plan: (targets) => {
    const region = lambdaRegionOf(targets);
    const rules = [{ region, service: 'lambda', operation: 'Invoke' }];
    const once = [...pausedAt(setFaults(rules), 3), ...pausedAt(takeBackFaults(rules), 3)];
    return {
      ...split(targets, ({ lambdaRegion }) => lambdaRegion === region),
      title: `Lambda flaps in ${region}`,
      description: `Lambda in ${region} fails and comes back three times. Nothing may stay broken: no open circuit, no full queue.`,
      method: [once, once, once].flat(),
      rollbacks: takeBackFaults(rules),
      comment: 'Three seconds of each. Shorter ones find other flaws than longer ones.',
    };
  },
};

const ramp: Template = {
  id: 'ramp',
  label: 'Ramp',
  detail: 'More and more calls of Lambda fail: 10, 25, 50, then 100 %.',
  plan: (targets) => {
    const region = lambdaRegionOf(targets);
    const steps = [0.1, 0.25, 0.5, 1].map((probability) => ({
      region,
      service: 'lambda',
      operation: 'Invoke',
      probability,
    }));
    const method = steps.flatMap((rule) => [...pausedAt(setFaults([rule]), 5), ...takeBackFaults([rule])]);
    return {
      ...split(targets, ({ lambdaRegion }) => lambdaRegion === region),
      title: `Lambda fails more and more in ${region}`,
      description: `More and more calls of functions in ${region} fail. The journal tells from which share on an endpoint is not well.`,
      method,
      rollbacks: takeBackFaults(steps).map((action) => ({ ...action, name: 'Take back every step' })),
      comment: 'The first rule that fits decides: each step is taken back before the next.',
    };
  },
};

/** In the order in which they are offered. */
export const templates: readonly Template[] = [
  regionOutage,
  lambdaOutage,
  throttling,
  slowDependency,
  failoverDrill,
  flapping,
  ramp,
];

/** What is set is taken back at the end: the hypothesis is checked before the rollbacks. */
const outage = (rules: readonly FaultRule[]): Action[] => [
  ...pausedAt(setFaults(rules), faultSeconds),
  ...takeBackFaults(rules),
];

const pause = <T extends Action>(action: T, seconds: number): T => ({
  ...action,
  pauses: { after: seconds },
});

/** A pause after the last of them. */
const pausedAt = (actions: readonly Action[], seconds: number): Action[] =>
  actions.map((action, index) => (index === actions.length - 1 ? pause(action, seconds) : action));

const regionsOf = (targets: readonly TemplateTarget[]): string[] => [
  ...new Set(targets.map(({ region }) => region)),
];

/** Where most is to be seen: the first region with a function, else the first. */
const lambdaRegionOf = (targets: readonly TemplateTarget[]): string =>
  targets.find(({ lambdaRegion }) => lambdaRegion !== undefined)?.lambdaRegion ?? regionsOf(targets)[0] ?? '';

/** The first endpoint of each other region. */
const survivors = (targets: readonly TemplateTarget[], down: string): Probe[] =>
  regionsOf(targets)
    .filter((region) => region !== down)
    .flatMap(
      (region) => targets.find((target) => target.region === region && target.lambdaRegion !== down) ?? [],
    )
    .map(({ probe }) => ({ ...probe, name: `${probe.name}, while ${down} is down` }));

const split = (
  targets: readonly TemplateTarget[],
  fails: (target: TemplateTarget) => boolean,
): Pick<TemplatePlan, 'probes' | 'expected'> => ({
  probes: targets.map(({ probe }) => probe),
  expected: {
    failed: targets.filter(fails).map(({ probe }) => probe.name),
    stayedHealthy: targets.filter((target) => !fails(target)).map(({ probe }) => probe.name),
  },
});
