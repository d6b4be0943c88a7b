import type { NodeProps } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useEditor } from '../state/editor-context.js';
import type { EditorActions, EditorState } from '../state/editor-store.js';
import { laneInWords } from '../words/lane-in-words.js';
import { useLanguage } from '../words/use-language.js';
import { nestOf } from './nest-of.js';
import { sameId } from './same-id.js';
import { selectFaded } from './select-faded.js';

const selectNestOf = (headId: string) => (state: EditorState) => nestOf(state.document, headId);
const openOf = (state: EditorState & EditorActions) => state.open;

/** The head of a lane: its condition in words. */
export const LaneNode = memo(function LaneNode({ id }: Pick<NodeProps, 'id'>) {
  const step = useEditor(useMemo(() => selectNestOf(id), [id]));
  const open = useEditor(openOf);
  const isFaded = useEditor(useMemo(() => selectFaded(id), [id]));
  const { t, namePath } = useLanguage();
  if (!step) return null;
  const { words, condition, isOtherwise } = laneInWords(step, id, { t, namePath });
  return (
    <button
      type="button"
      className={isFaded ? 'hl-lane nopan hl-faded' : 'hl-lane nopan'}
      data-otherwise={isOtherwise}
      title={condition ?? words}
      onClick={() => open(step.id, 'fields')}
    >
      {words}
    </button>
  );
}, sameId);
