import { isObject, type JsonObject, type JsonValue, type Why } from '@hookline/contract';
import { Rejected } from '@hookline/connector-kit';
import type { TemplateProblem } from '@hookline/mapping';
import { whyOfValue } from '../decide/why-of-value.js';
import type { PlanAction } from '../plan/compile-plan.js';
import type { StepState } from './step-state.js';

export type RenderedInput = {
  readonly input: JsonObject;
  /** Paths that this lead did not have, by the pointer of the field that named them. */
  readonly missing: ReadonlyMap<string, string>;
  /** A template that cannot be computed (not a phone, not a number, too expensive); its value is null. */
  readonly fault: Rejected | null;
};

/** Fills a step's templates with this run's data; `run.key` is the idempotency key of this very step. */
export function renderInput(plan: PlanAction, state: StepState, key: string | null): RenderedInput {
  const roots: Record<string, JsonValue> = { ...state.context.roots };
  roots['run'] = { id: state.run.id, key };
  const { value, missing, problems } = plan.input.render(roots, state.run.settings);
  const [first] = problems;
  return {
    fault: first ? unfit(first) : null,
    input: asObject(value),
    missing: new Map(missing.map(({ pointer, path }) => [pointer, path])),
  };
}

/** Says which of the lead's fields was absent when a required field of the step stayed empty. */
export function nameMissing(error: unknown, missing: ReadonlyMap<string, string>): unknown {
  if (!(error instanceof Rejected) || error.pointer === null) return error;
  const path = missing.get(error.pointer);
  if (path === undefined) return error;
  const { why } = error;
  return new Rejected(`${error.message}: this lead has no "${path}"`, {
    pointer: error.pointer,
    why: why?.code === 'field_empty' ? lacking(why, path) : why,
    cause: error,
  });
}

const lacking = ({ values }: Why, path: string): Why => ({
  code: 'field_missing',
  values: { ...values, path },
});

/** A value that a template gave no use for; told as the fault of its field. */
export const unfit = ({ problem, pointer }: FoundProblem): Rejected =>
  new Rejected(problem.message, { pointer, why: whyOfValue(problem) });

type FoundProblem = { readonly problem: TemplateProblem; readonly pointer: string };

function asObject(value: JsonValue): JsonObject {
  return isObject(value) ? value : {};
}
