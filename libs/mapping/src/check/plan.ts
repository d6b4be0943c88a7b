import type { JsonValue } from '@hookline/contract';
import type { Helper } from '../helpers/define-helper.js';

/** A checked template: only what the language allows can be said in these words. */
export type Plan = readonly PlanNode[];

export type PlanNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly expression: PlanExpression }
  | {
      readonly kind: 'if';
      readonly when: PlanExpression;
      readonly isNegated: boolean;
      readonly then: Plan;
      readonly otherwise: Plan;
    }
  | {
      readonly kind: 'each' | 'with';
      readonly over: PlanExpression;
      readonly body: Plan;
      readonly otherwise: Plan;
    };

export type PlanExpression =
  { readonly kind: 'literal'; readonly value: JsonValue } | PlanPath | PlanCall;

export type PlanPath = {
  readonly kind: 'path';
  /** Where the walk starts: the roots, a scope so many blocks up, or a loop variable of that scope. */
  readonly from: 'root' | 'scope' | 'index' | 'key' | 'first' | 'last';
  readonly up: number;
  readonly parts: readonly string[];
  /** The path as a person writes it, for reports. */
  readonly label: string;
};

export type PlanCall = {
  readonly kind: 'call';
  readonly helper: Helper;
  readonly values: readonly PlanExpression[];
  readonly named: ReadonlyMap<string, PlanExpression>;
  readonly line: number;
  readonly column: number;
};
