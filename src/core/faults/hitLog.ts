import type { Disposable } from '../disposable';
import { Emitter } from '../event';
import type { LogLine } from '../logLine';
import type { FaultRule } from './rule';
import { canonicalRule } from './ruleValidation';

/** An AWS call that failed, as LocalStack logs it: `AWS lambda.Invoke => 503 (ServiceUnavailable)`. */
interface FailedCall {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  /** Absent when the line has none. */
  readonly code?: string;
}

/**
 * Counts how often rules fired from the lines that LocalStack prints, since its Chaos API does not count. A line names
 * neither rule nor region: the first rule that could have made this answer gets the hit, so the counts are approximate.
 * Lines of real failures that look like a rule's are counted too.
 */
export class HitLog implements Disposable {
  private readonly changed = new Emitter<void>();
  /** By canonical form, in the order in which the engine tries them. */
  private rules: readonly { readonly form: string; readonly rule: FaultRule }[] = [];
  private counts = new Map<string, number>();
  private seen = false;

  readonly onDidCount = this.changed.event;

  /** Whether the log tells of AWS calls at all: until then a count of 0 means nothing. */
  get tells(): boolean {
    return this.seen;
  }

  /** The rules as the engine has them now. One that was away begins again at 0. */
  watch(rules: readonly FaultRule[]): void {
    this.rules = rules.map((rule) => ({ form: canonicalRule(rule), rule }));
    this.counts = new Map(this.rules.map(({ form }) => [form, this.counts.get(form) ?? 0]));
  }

  /** The log was another engine's. */
  forget(): void {
    this.seen = false;
    this.watch([]);
  }

  hitsOf(rule: FaultRule): number {
    return this.counts.get(canonicalRule(rule)) ?? 0;
  }

  read({ text }: Pick<LogLine, 'text'>): void {
    if (!awsCall.test(text)) return;
    this.seen = true;
    const call = failedCall(text);
    const hit = call && this.rules.find(({ rule }) => couldHaveMade(rule, call));
    if (!hit) return;
    this.counts.set(hit.form, (this.counts.get(hit.form) ?? 0) + 1);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}

const awsCall = /\bAWS ([\w-]+)\.(\w+) => (\d{3})(?: \((\w+)\))?/;

const failedCall = (text: string): FailedCall | undefined => {
  const [, service, operation, status, code] = awsCall.exec(text) ?? [];
  if (!service || !operation || Number(status) < 400) return undefined;
  return { service, operation, status: Number(status), ...(code && { code }) };
};

const couldHaveMade = (rule: FaultRule, call: FailedCall): boolean =>
  (rule.service ?? call.service) === call.service &&
  (rule.operation ?? call.operation) === call.operation &&
  (rule.error?.statusCode ?? 503) === call.status &&
  (call.code === undefined || (rule.error?.code ?? 'ServiceUnavailable') === call.code) &&
  rule.probability !== 0;
