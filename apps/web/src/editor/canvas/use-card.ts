import { idsWithin } from '@hookline/contract';
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { stepAt } from '../state/step-at.js';
import { runStepOf } from './RunChip.js';

export const selectCard = (id: string) => (state: EditorState) => ({
  step: stepAt(state.document, id),
  isSelected: state.selection === id,
  isPicked: state.picked.includes(id),
  isDragged: state.dragged?.what.kind === 'step' && state.dragged.what.id === id,
  isEditable: state.mode === 'edit',
  isCollapsed: state.collapsed.has(id),
  ran: runStepOf(state.run, id),
  problemCount: countProblems(state, id),
  tried: state.tried[id],
  detail: state.detail,
});
export type Card = ReturnType<ReturnType<typeof selectCard>>;

/** With its lanes put away, a card tells what is wrong in them too: nobody else does. */
function countProblems({ problems, collapsed, document }: EditorState, id: string): number {
  const own = problems.get(id)?.length ?? 0;
  const step = collapsed.has(id) ? stepAt(document, id) : undefined;
  if (!step) return own;
  const inside = idsWithin(step).filter((one) => one !== id);
  return inside.reduce((sum, one) => sum + (problems.get(one)?.length ?? 0), own);
}

/** All that the card of a step shows, asked for at once: each question of its own would cost each card that appears. */
export const useCard = (id: string) => useEditor(useShallow(useMemo(() => selectCard(id), [id])));
