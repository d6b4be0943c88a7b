import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { IconPlus } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { gapKey } from './measure.js';
import type { GapEdge as Gap } from './project-flow.js';
import { selectFaded } from './select-faded.js';
import { useArm } from './use-arm.js';

const isEditableOf = (state: EditorState) => state.mode === 'edit';
const armedKeyOf = (state: EditorState) => (state.armed ? gapKey(state.armed) : null);
const overKeyOf = (state: EditorState) => (state.dragged?.over ? gapKey(state.dragged.over) : null);

/** The line from one step to the next, with the plus that adds between them. */
export const GapEdge = memo(function GapEdge(props: EdgeProps<Gap>) {
  const { id, target, data, sourceX, sourceY, targetX, targetY } = props;
  const { t } = useTranslation();
  const isArmed = useEditor(armedKeyOf) === id;
  const isOver = useEditor(overKeyOf) === id;
  const isEditable = useEditor(isEditableOf);
  const arm = useArm();
  const isFaded = useEditor(useMemo(() => selectFaded(target), [target]));
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, centerY: targetY - 14 });
  if (!data) return null;
  return (
    <>
      <BaseEdge
        path={path}
        className={isFaded ? 'hl-edge hl-faded' : 'hl-edge'}
        style={{ d: `path("${path}")` }}
      />
      {isEditable && !isOver && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className="hl-plus nopan"
            data-armed={isArmed}
            data-testid={`add-after-${data.after}`}
            aria-label={t('editor.canvas.addHere')}
            title={t('editor.canvas.addHere')}
            style={{ transform: `translate(-50%, -50%) translate(${data.x}px, ${data.y}px)` }}
            onClick={() => arm(data.place)}
          >
            <IconPlus size={16} stroke={2} aria-hidden />
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
