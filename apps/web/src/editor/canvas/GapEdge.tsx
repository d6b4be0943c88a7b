import type { EdgeProps } from '@xyflow/react';
import { memo, useContext, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { byTouch } from './by-touch.js';
import { gapPath } from './line-path.js';
import { LinePath } from './LinePath.js';
import { gapKey } from './measure.js';
import { PlusLayerContext } from './plus-layer.js';
import type { GapEdge as Gap } from './project-flow.js';
import { selectFaded } from './select-faded.js';
import { useArm } from './use-arm.js';

/** The line from one step to the next, with the plus that adds between them. */
export const GapEdge = memo(function GapEdge(props: EdgeProps<Gap>) {
  const { id, target, data } = props;
  const { t } = useTranslation();
  const { isArmed, hasPlus, isFaded } = useEditor(
    useShallow(useMemo(() => selectGap(id, target), [id, target])),
  );
  const arm = useArm();
  const layer = useContext(PlusLayerContext);
  if (!data) return null;
  return (
    <>
      <LinePath path={gapPath(props)} isFaded={isFaded} />
      {hasPlus &&
        layer &&
        createPortal(
          <button
            type="button"
            className="hl-plus nopan"
            data-armed={isArmed}
            data-testid={`add-after-${data.after}`}
            aria-label={t('editor.canvas.addHere')}
            title={t('editor.canvas.addHere')}
            style={{ left: data.x, top: data.y }}
            onClick={(event) => arm(data.place, { isByTouch: byTouch(event) })}
          />,
          layer,
        )}
    </>
  );
});

/** An open gap says in its own way what would stand there. */
const isOpen = ({ dragged }: EditorState, id: string): boolean =>
  dragged !== null && dragged.over !== null && gapKey(dragged.over) === id;

const selectGap = (id: string, target: string) => {
  const isFaded = selectFaded(target);
  return (state: EditorState) => ({
    isArmed: state.armed !== null && gapKey(state.armed) === id,
    // So small, a plus could not be hit.
    hasPlus: state.mode === 'edit' && state.detail !== 'mark' && !isOpen(state, id),
    isFaded: isFaded(state),
  });
};
