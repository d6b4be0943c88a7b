import type { NodeProps } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useEditor } from '../state/editor-context.js';
import type { EditorActions, EditorState } from '../state/editor-store.js';
import { stepsById } from '../state/steps-by-id.js';
import { loopInWords } from '../words/loop-in-words.js';
import { conditionInWords } from '../words/condition-in-words.js';
import { useLanguage } from '../words/use-language.js';
import { isNest, lanesOf } from './measure.js';
import { sameId } from './same-id.js';
import { selectFaded } from './select-faded.js';

const openOf = (state: EditorState & EditorActions) => state.open;

const selectLane = (headId: string) => (state: EditorState) => {
  for (const step of stepsById(state.document).values()) {
    if (!isNest(step)) continue;
    const lane = lanesOf(step).find((one) => one.headId === headId);
    if (lane) return step;
  }
  return undefined;
};

/** The head of a lane: its condition in words. */
export const LaneNode = memo(function LaneNode({ id }: Pick<NodeProps, 'id'>) {
  const step = useEditor(useMemo(() => selectLane(id), [id]));
  const open = useEditor(openOf);
  const isFaded = useEditor(useMemo(() => selectFaded(id), [id]));
  const { t, namePath } = useLanguage();
  if (!step) return null;
  const branch =
    step.type === 'branch' ? step.branches.find((one) => `lane:${one.id}` === id) : undefined;
  const condition = branch && conditionInWords(branch.when, { t, namePath });
  const words =
    step.type === 'loop'
      ? loopInWords(step, { t, namePath })
      : branch?.label || condition || t('editor.branch.otherwise');
  return (
    <button
      type="button"
      className={isFaded ? 'hl-lane nopan hl-faded' : 'hl-lane nopan'}
      data-otherwise={step.type === 'branch' && branch === undefined}
      title={condition ?? words}
      onClick={() => open(step.id, 'fields')}
    >
      {words}
    </button>
  );
}, sameId);
