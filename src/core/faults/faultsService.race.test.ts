import assert from 'node:assert/strict';
import type { EngineStatus } from '../engines/engine';
import { nativeChaos, readyStatus } from '../engines/fakeStatus';
import { Tracker } from '../event';
import { FakeClock } from '../fakeClock';
import { FakeChaosApi } from '../http/fakeChaosApi';
import { FaultsService } from './faultsService';
import type { FaultRule } from './rule';
import { canonicalRule } from './ruleValidation';
import { parseTag } from './tag';

type Random = (below: number) => number;

/** The same numbers for the same seed (mulberry32). */
const randomOf = (seed: number): Random => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

const foreign: FaultRule = { service: 'iam', description: 'a colleague' };

/** A lab that does things at random, and what it may believe to be set by what it was told. */
class Lab {
  readonly service: FaultsService;
  readonly believed = new Map<string, FaultRule>();
  private serial = 0;

  constructor(
    readonly owner: string,
    api: FakeChaosApi,
    private readonly random: Random,
  ) {
    const engine = new Tracker<EngineStatus>(readyStatus({ capabilities: nativeChaos }));
    const slowly: typeof fetch = async (input, init) => {
      await turns(random(4));
      const answer = await api.fetch(input, init);
      await turns(random(4));
      return answer;
    };
    this.service = new FaultsService({ engine, owner, clock: new FakeClock(), fetch: slowly });
    this.service.onDidLose(({ rules }) => {
      for (const rule of rules) this.forget(rule);
    });
  }

  /** Two at a time, so that its own writes race as well. */
  async act(rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round++) await Promise.all([this.actOnce(), this.actOnce()]);
  }

  private async actOnce(): Promise<void> {
    const held = [...this.believed.values()];
    const rule = held[this.random(held.length || 1)];
    switch (rule ? this.random(4) : 0) {
      case 0:
        return this.keep(this.service.add(this.next()));
      case 1:
        return this.service.refresh();
      case 2:
        this.forget(rule as FaultRule);
        return this.service.remove(rule as FaultRule);
      default:
        this.forget(rule as FaultRule);
        return this.keep(this.service.replace(rule as FaultRule, this.next()));
    }
  }

  private next(): FaultRule {
    return { service: `s${this.serial++}` };
  }

  private async keep(setting: Promise<{ readonly rule: FaultRule }>): Promise<void> {
    try {
      const { rule } = await setting;
      // It may have been lost again before we were told that it was set.
      const { rules } = this.service.current;
      if (rules.some((view) => canonicalRule(view.rule) === canonicalRule(rule)))
        this.believed.set(canonicalRule(rule), rule);
    } catch (error) {
      assert.match(String(error), /somebody took it back at once/);
    }
  }

  private forget(rule: FaultRule): void {
    this.believed.delete(canonicalRule(rule));
  }
}

const race = async (seed: number, strangers: number) => {
  const api = new FakeChaosApi();
  const random = randomOf(seed);
  const labs = ['lab-a', 'lab-b'].map((owner) => new Lab(owner, api, random));
  let losses = 0;
  for (const { service } of labs) service.onDidLose(() => losses++);
  api.rules = [foreign];
  const stranger = async () => {
    for (let round = 0; round < strangers; round++) {
      await turns(random(60));
      api.rules = [foreign]; // as POST does
    }
  };
  await Promise.all([...labs.map((lab) => lab.act(12)), stranger()]);
  await Promise.all(labs.map(({ service }) => service.refresh()));
  return { api, labs, losses: () => losses };
};

const forms = (rules: Iterable<FaultRule>) => [...rules].map(canonicalRule).sort();

describe('Two labs at one engine', () => {
  for (let seed = 1; seed <= 25; seed++) {
    it(`neither lose nor keep what they should not, in any order (seed ${seed})`, async () => {
      const { api, labs, losses } = await race(seed, 0);
      for (const { owner, service, believed } of labs) {
        const tagged = api.rules.filter(({ description }) => parseTag(description)?.owner === owner);
        assert.deepEqual(forms(tagged), forms(believed.values()));
        assert.deepEqual(
          service.current.rules.map(({ rule }) => rule),
          api.rules,
        );
      }
      assert.deepEqual(
        [losses(), api.rules[0], api.sent('POST', '/_localstack/chaos/faults')],
        [0, foreign, []],
      );
      for (const { service } of labs) service.dispose();
    });

    it(`are told of all that a stranger took from them, and of nothing else (seed ${seed})`, async () => {
      const { api, labs } = await race(seed, 4);
      for (const { owner, service, believed } of labs) {
        const tagged = api.rules.filter(({ description }) => parseTag(description)?.owner === owner);
        assert.deepEqual(forms(tagged), forms(believed.values()));
        service.dispose();
      }
    });
  }
});
