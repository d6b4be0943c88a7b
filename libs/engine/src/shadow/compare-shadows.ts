import {
  compareValues,
  type AttemptRecord,
  type JsonValue,
  type RunError,
  type ShadowChangeKind,
  type ShadowEnd,
  type ShadowVerdict,
  type ValueChange,
} from '@hookline/contract';

/** One thing done to the world, or that would be. */
export type Effect = {
  readonly stepId: string;
  readonly item: string;
  /** Which action over which connection. */
  readonly target: string;
  readonly input: JsonValue;
};

export type Doings = {
  readonly end: ShadowEnd;
  readonly effects: readonly Effect[];
  /** Why a step was passed over, by step. */
  readonly skipped: ReadonlyMap<string, RunError | null>;
};

export type EffectChange = {
  readonly stepId: string;
  readonly item: string;
  readonly kind: ShadowChangeKind;
  readonly fields: readonly ValueChange[];
  readonly error: RunError | null;
};

/**
 * What of a run's records was done to the world.
 * @param targetOf the action and connection of a step, or `null` where it only reads or decides.
 */
export function listDoings(
  end: ShadowEnd,
  attempts: readonly AttemptRecord[],
  targetOf: (attempt: AttemptRecord) => string | null,
): Doings {
  const skipped = new Map<string, RunError | null>();
  const effects: Effect[] = [];
  for (const attempt of lastTries(attempts)) {
    if (attempt.idempotencyKey === null) continue;
    const target = targetOf(attempt);
    const { stepId, item, input, state } = attempt;
    if (state === 'skipped' || state === 'failed') skipped.set(keyOf(attempt), attempt.error);
    if (state === 'succeeded' && target !== null) effects.push({ stepId, item, target, input });
  }
  return { end, effects, skipped };
}

function lastTries(attempts: readonly AttemptRecord[]): readonly AttemptRecord[] {
  const last = new Map<string, AttemptRecord>();
  for (const attempt of attempts) {
    const known = last.get(keyOf(attempt));
    if (!known || known.try <= attempt.try) last.set(keyOf(attempt), attempt);
  }
  return [...last.values()];
}

const keyOf = ({ stepId, item }: { stepId: string; item: string }): string =>
  JSON.stringify([stepId, item]);

/** What the later doings have otherwise, effect by effect, field by field. */
export function compareDoings(before: Doings, after: Doings): readonly EffectChange[] {
  const was = new Map(before.effects.map((effect) => [keyOf(effect), effect]));
  const is = new Map(after.effects.map((effect) => [keyOf(effect), effect]));
  const changes: EffectChange[] = [];
  for (const [key, effect] of is) {
    const old = was.get(key);
    const change = old ? compareEffects(old, effect) : { kind: 'added' as const, fields: [] };
    if (change) changes.push({ ...placeOf(effect), ...change, error: null });
  }
  for (const [key, effect] of was) {
    if (is.has(key)) continue;
    const error = after.skipped.get(key) ?? null;
    changes.push({ ...placeOf(effect), kind: 'dropped', fields: [], error });
  }
  return changes;
}

const placeOf = ({ stepId, item }: Effect): { stepId: string; item: string } => ({ stepId, item });

function compareEffects(was: Effect, is: Effect): Pick<EffectChange, 'kind' | 'fields'> | null {
  const fields = compareValues(was.input, is.input);
  if (was.target !== is.target) return { kind: 'replaced', fields };
  return fields.length > 0 ? { kind: 'changed', fields } : null;
}

/** Leaves of the changes only those that another comparison shows too: a clock differs by itself. */
export function confirmChanges(
  changes: readonly EffectChange[],
  other: readonly EffectChange[],
): readonly EffectChange[] {
  const known = new Map(other.map((change) => [keyOf(change), change]));
  return changes.flatMap((change) => {
    const same = known.get(keyOf(change));
    if (!same) return [];
    if (change.kind !== 'changed' || same.kind !== 'changed') return [change];
    const pointers = new Set(same.fields.map(({ pointer }) => pointer));
    const fields = change.fields.filter(({ pointer }) => pointers.has(pointer));
    return fields.length > 0 ? [{ ...change, fields }] : [];
  });
}

/** One word for an event: a failure that is new outweighs every change. */
export function judgeShadow(given: {
  before: ShadowEnd | null;
  after: ShadowEnd;
  changes: readonly EffectChange[];
}): ShadowVerdict {
  const { before, after, changes } = given;
  if (after === 'failed' && before !== 'failed') return 'fails';
  if (before === 'failed' && after !== 'failed') return 'mended';
  const isOther = changes.length > 0 || (before !== null && before !== after);
  return isOther ? 'changed' : 'same';
}
