import type { NodeProps } from '@xyflow/react';
import { IconChevronsDown } from '@tabler/icons-react';
import { idsWithin, type Step } from '@hookline/contract';
import { memo, type MouseEvent } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { describeStep } from '../words/describe-step.js';
import { useLanguage } from '../words/use-language.js';
import { byKeyboard } from './by-keyboard.js';
import type { Detail } from './detail.js';
import { isNest } from './measure.js';
import { sameId } from './same-id.js';
import { StepFace } from './StepFace.js';
import { StepMenu } from './StepMenu.js';
import { useCard } from './use-card.js';
import { useInTurn } from './use-in-turn.js';
import { useStartDrag } from './use-start-drag.js';

/** The card of one step: what it does, its most telling values, how it is. */
export const StepNode = memo(function StepNode({ id }: Pick<NodeProps, 'id'>) {
  const card = useCard(id);
  const { store, catalog } = useEditorTools();
  const language = useLanguage();
  const startDrag = useStartDrag();
  const { step, ran, isEditable, problemCount } = card;
  const detail = useInTurn(card.detail);
  if (!step) return null;
  if (detail === null) return <Shell id={id} kind={step.type} detail={card.detail} />;
  const spoken = describeStep(step, { catalog, ...language });
  const { title } = spoken;
  const isFar = detail !== 'whole';
  const isChosen = card.isSelected || card.isPicked;
  const isPutAway = card.isCollapsed && isNest(step);
  const press = (event: MouseEvent) => {
    const { pick, pickTo, open } = store.getState();
    if (isEditable && event.shiftKey) pickTo(id);
    else if (isEditable && (event.ctrlKey || event.metaKey)) pick(id);
    else open(id, undefined, byKeyboard(event));
  };
  return (
    <div
      className="hl-node nopan"
      data-card={id}
      data-testid={`step-${id}`}
      data-kind={step.type}
      data-detail={detail}
      data-selected={isChosen}
      data-editable={isEditable}
      data-dragged={card.isDragged}
      data-put-away={isPutAway}
      data-problem={problemCount > 0}
      data-run={ran?.state}
      onPointerDown={(event) => {
        if (isEditable) startDrag(event, { kind: 'step', id }, title);
      }}
    >
      <button
        type="button"
        className="hl-node-main"
        tabIndex={card.isSelected ? 0 : -1}
        aria-pressed={isChosen}
        aria-label={detail === 'mark' ? title : undefined}
        title={detail === 'mark' ? title : undefined}
        onClick={press}
      >
        <StepFace card={card} detail={detail} step={step} spoken={spoken} />
      </button>
      {isPutAway && !isFar && <PutAway step={step} />}
      {isEditable && !isFar && <StepMenu id={id} title={title} />}
    </div>
  );
}, sameId);

type ShellProps = Pick<Step, 'id'> & { readonly kind: Step['type']; readonly detail: Detail };

/** Where a card comes into sight of a canvas that moves: its place, until it is its turn to be drawn. */
const Shell = ({ id, kind, detail }: ShellProps) => (
  <div className="hl-node nopan" data-card={id} data-kind={kind} data-detail={detail} />
);

/** The foot of a step whose lanes are put away: how much is in them, and the way back. */
function PutAway({ step }: { step: Step }) {
  const { t } = useLanguage();
  const { store } = useEditorTools();
  const branches = step.type === 'branch' ? step.branches.length : 0;
  const count = idsWithin(step).length - 1 - branches;
  return (
    <button
      type="button"
      className="hl-put-away"
      data-no-drag
      onClick={() => store.getState().toggleCollapsed(step.id)}
    >
      <IconChevronsDown size={14} aria-hidden />
      {t('editor.step.putAway', { count })}
    </button>
  );
}
