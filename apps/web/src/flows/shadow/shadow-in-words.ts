import {
  locateStep,
  type FlowDocument,
  type ShadowCount,
  type ShadowVerdict,
} from '@hookline/contract';
import type { Catalog } from '../../editor/words/catalog.js';
import type { Language } from '../../editor/words/name-path.js';
import { stepTitle } from '../../editor/words/step-title.js';
import type { ShadowSum } from './merge-batches.js';

/** What names the steps: the draft, and the live version for those that the draft has no more. */
export type ShadowKnown = Language & {
  readonly catalog: Catalog;
  readonly draft: FlowDocument;
  readonly live: FlowDocument | undefined;
};

const order: readonly ShadowVerdict[] = ['same', 'changed', 'fails', 'mended'];

/** "214 events: 209 the same, 3 changed, 2 would now fail". */
export function sumInWords(sum: ShadowSum, { t }: Pick<Language, 't'>): string {
  const events = t('shadow.events', { count: sum.events });
  if (sum.comparedWith === null) {
    const passed = t('shadow.passed', { count: sum.verdicts.same });
    const fails = t('shadow.failed', { count: sum.verdicts.fails });
    return `${events}: ${sum.verdicts.fails > 0 ? `${passed}, ${fails}` : passed}`;
  }
  const parts = order
    .filter((verdict) => sum.verdicts[verdict] > 0)
    .map((verdict) => t(`shadow.verdict.${verdict}`, { count: sum.verdicts[verdict] }));
  return `${events}: ${parts.join(', ')}`;
}

/** One effect, or one field of it, and in how many events it is otherwise. */
export function countInWords(count: ShadowCount, known: ShadowKnown): string {
  const { t } = known;
  const step = titleOf(count.stepId, known);
  if (count.kind === 'changed' && count.pointer !== null) {
    const field = fieldOf(count.stepId, count.pointer, known);
    return t('shadow.field', { step, field, count: count.events });
  }
  return t(`shadow.effect.${count.kind}`, { step, count: count.events });
}

export function titleOf(stepId: string, known: ShadowKnown): string {
  const step =
    locateStep(known.draft, stepId)?.step ?? (known.live && locateStep(known.live, stepId)?.step);
  return step ? stepTitle(step, known) : stepId;
}

/** A field of a step's input as a person calls it. */
export function fieldOf(stepId: string, pointer: string, known: ShadowKnown): string {
  const [first = '', ...rest] = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
  const step = locateStep(known.draft, stepId)?.step;
  const action = step?.type === 'action' ? known.catalog.action(step.app, step.action) : undefined;
  const field = action?.input.find(({ key }) => key === first);
  const name = field ? known.say(field.label) : first;
  // A row's column or a body's member says more than the field that holds them all.
  return rest.length > 0 ? rest.join(' › ') : name;
}
