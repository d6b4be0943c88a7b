import type { JsonValue } from '@hookline/contract';
import type { Evaluate } from '../helpers/helper-call.js';
import type { TemplateProblem } from '../problem/template-error.js';
import type { RenderState } from '../render/render-state.js';
import { RenderStop } from '../render/render-stop.js';

export type Found = {
  readonly missing: { pointer: string; path: string }[];
  readonly problems: { pointer: string; problem: TemplateProblem }[];
};

export type Fill = (state: RenderState, found: Found) => JsonValue;

type Part = { readonly item: JsonValue; readonly fill: Fill | undefined };

/** One leaf: a wrong value becomes null and a problem, and the other leaves are still filled. */
export function fillLeaf(evaluate: Evaluate, pointer: string): Fill {
  return (state, found) => {
    try {
      const value = evaluate(state, undefined) ?? null;
      if (state.missing.length > 0) {
        for (const path of state.missing) found.missing.push({ pointer, path });
        state.missing = [];
      }
      return value;
    } catch (cause) {
      if (!(cause instanceof RenderStop)) throw cause;
      state.missing = [];
      found.problems.push({ pointer, problem: cause.toProblem() });
      return null;
    }
  };
}

export function fillList(parts: readonly Part[]): Fill | undefined {
  if (parts.every(({ fill }) => !fill)) return undefined;
  return (state, found) => parts.map(({ item, fill }) => (fill ? fill(state, found) : item));
}

export function fillObject(parts: readonly (Part & { readonly key: string })[]): Fill | undefined {
  if (parts.every(({ fill }) => !fill)) return undefined;
  return (state, found) => {
    const filled: Record<string, JsonValue> = {};
    for (const { key, item, fill } of parts) {
      const value = fill ? fill(state, found) : item;
      if (key !== '__proto__') filled[key] = value;
      // Assigned, this key would set the prototype; defined, it is the plain data that the author wrote.
      else
        Object.defineProperty(filled, key, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
    return filled;
  };
}
