import type { JsonValue } from '@hookline/contract';
import type { RenderedInput } from '../preview/render-input.js';
import { isBlank } from '../state/flow-problems.js';
import { getAt, pathsIn } from './connect.js';
import type { WireTarget } from './wire-targets.js';

export type WireHealth = 'filled' | 'empty' | 'invalid';

export type Wire = {
  readonly path: string;
  readonly pointer: string;
  readonly health: WireHealth;
};

/** What a target would get from the chosen event. */
export const renderedAt = (rendered: RenderedInput, target: WireTarget): JsonValue | undefined =>
  getAt({ ...rendered.values }, target.keys);

/** Whether what comes through is there and fits. */
export function healthOf(
  target: WireTarget,
  rendered: RenderedInput,
  hasFault: boolean,
): WireHealth {
  if (hasFault) return 'invalid';
  return isBlank(renderedAt(rendered, target)) ? 'empty' : 'filled';
}

/** One wire for each incoming field that a target reads. */
export function wiresOf(
  targets: readonly WireTarget[],
  healthAt: (target: WireTarget) => WireHealth,
): readonly Wire[] {
  return targets.flatMap((target) =>
    pathsIn(target.value).map((path) => ({
      path,
      pointer: target.pointer,
      health: healthAt(target),
    })),
  );
}
