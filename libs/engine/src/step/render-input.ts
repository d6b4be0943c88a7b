import { isObject, type JsonObject, type JsonValue } from '@hookline/contract';
import { Rejected } from '@hookline/connector-kit';
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
  const roots = { ...state.context.roots, run: { id: state.run.id, key } };
  const { value, missing, problems } = plan.input.render(roots, state.run.settings);
  const first = problems[0];
  return {
    fault: first ? new Rejected(first.problem.message, { pointer: first.pointer }) : null,
    input: asObject(value),
    missing: new Map(missing.map(({ pointer, path }) => [pointer, path])),
  };
}

/** Says which of the lead's fields was absent when a required field of the step stayed empty. */
export function nameMissing(error: unknown, missing: ReadonlyMap<string, string>): unknown {
  if (!(error instanceof Rejected) || error.pointer === null) return error;
  const path = missing.get(error.pointer);
  if (path === undefined) return error;
  return new Rejected(`${error.message}: this lead has no "${path}"`, {
    pointer: error.pointer,
    cause: error,
  });
}

function asObject(value: JsonValue): JsonObject {
  return isObject(value) ? value : {};
}
