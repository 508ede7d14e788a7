import type { Action, Probe } from '../actions/activity';

/** What the templates are filled from. */
export interface TemplateInput {
  /** Of the engine: `http://127.0.0.1:4566`. */
  readonly origin: string;
  readonly targets: readonly TemplateTarget[];
}

/** An endpoint that the experiment asks. */
export interface TemplateTarget {
  readonly probe: Probe;
  readonly region: string;
  /** Whether a function answers, and in which region. */
  readonly lambdaRegion?: string;
}

/** What an experiment of one kind says and does. */
export interface TemplatePlan {
  readonly title: string;
  readonly description: string;
  /** Asked before and after; the gate comes by itself. */
  readonly probes: readonly Probe[];
  readonly method: readonly (Action | Probe)[];
  readonly rollbacks: readonly Action[];
  readonly expected: { readonly failed: readonly string[]; readonly stayedHealthy: readonly string[] };
  /** Lines above the method. */
  readonly comment: string;
}

/** A kind of experiment that *Chaos: New Experiment* offers. */
export interface Template {
  readonly id: string;
  readonly label: string;
  /** One line for the list. */
  readonly detail: string;
  /** At least one target is there. */
  readonly plan: (targets: readonly TemplateTarget[]) => TemplatePlan;
}
