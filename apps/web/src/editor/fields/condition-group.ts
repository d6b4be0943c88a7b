import type { Condition } from '@hookline/contract';

export type ConditionRow = Extract<Condition, { left: unknown }>;

/** A condition as the builder shows it: parts joined by one word, perhaps turned around. */
export type ConditionGroup = {
  readonly by: 'all' | 'any';
  readonly isNot: boolean;
  readonly parts: readonly Condition[];
};

export const emptyRow: ConditionRow = { left: '', op: 'is_not_empty' };

export function toGroup(condition: Condition): ConditionGroup {
  if ('all' in condition) return { by: 'all', isNot: false, parts: condition.all };
  if ('any' in condition) return { by: 'any', isNot: false, parts: condition.any };
  if ('not' in condition) {
    const inner = toGroup(condition.not);
    // Twice around is not around.
    return { ...inner, isNot: !inner.isNot };
  }
  return { by: 'all', isNot: false, parts: [condition] };
}

export function fromGroup({ by, isNot, parts }: ConditionGroup): Condition {
  const joined: Condition = by === 'all' ? { all: parts } : { any: parts };
  return isNot ? { not: joined } : joined;
}
