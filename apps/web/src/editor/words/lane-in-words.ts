import type { BranchStep, LoopStep } from '@hookline/contract';
import { conditionInWords } from './condition-in-words.js';
import { loopInWords } from './loop-in-words.js';
import type { Language, NamePath } from './name-path.js';

type Words = Pick<Language, 't'> & { readonly namePath: NamePath };

type Spoken = {
  readonly words: string;
  /** What its label stands for, where it has one. */
  readonly condition: string | undefined;
  readonly isOtherwise: boolean;
};

/** What stands on the head of a lane: its label or condition, or that it is for all others. */
export function laneInWords(
  step: BranchStep | LoopStep,
  headId: string,
  { t, namePath }: Words,
): Spoken {
  if (step.type === 'loop') {
    return { words: loopInWords(step, { t, namePath }), condition: undefined, isOtherwise: false };
  }
  const branch = step.branches.find((one) => `lane:${one.id}` === headId);
  const condition = branch && conditionInWords(branch.when, { t, namePath });
  const words = branch?.label || condition || t('editor.branch.otherwise');
  return { words, condition, isOtherwise: branch === undefined };
}
