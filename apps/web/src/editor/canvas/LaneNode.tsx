import { walkSteps } from '@hookline/contract';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useEditor } from '../state/editor-context.js';
import type { EditorActions, EditorState } from '../state/editor-store.js';
import { conditionInWords } from '../words/condition-in-words.js';
import { useLanguage } from '../words/use-language.js';
import { lanesOf } from './measure.js';
import { selectFaded } from './select-faded.js';

const openOf = (state: EditorState & EditorActions) => state.open;

const selectLane = (headId: string) => (state: EditorState) => {
  for (const { step } of walkSteps(state.document)) {
    if (step.type !== 'branch') continue;
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
  const index = step.branches.findIndex((branch) => `lane:${branch.id}` === id);
  const branch = step.branches[index];
  const words = branch
    ? branch.label || conditionInWords(branch.when, { t, namePath })
    : t('editor.branch.otherwise');
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button
        type="button"
        className={isFaded ? 'hl-lane nopan hl-faded' : 'hl-lane nopan'}
        data-otherwise={branch === undefined}
        title={branch ? conditionInWords(branch.when, { t, namePath }) : words}
        onClick={() => open(step.id, 'fields')}
      >
        {words}
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
});
