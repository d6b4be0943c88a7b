import type { NodeProps } from '@xyflow/react';
import { IconChevronsDown, IconNote } from '@tabler/icons-react';
import { idsWithin, type Step } from '@hookline/contract';
import { memo, type MouseEvent } from 'react';
import { AppMark } from '../../ui/AppMark.js';
import { useEditorTools } from '../state/editor-context.js';
import { describeStep } from '../words/describe-step.js';
import { templateInWords } from '../words/template-in-words.js';
import { useLanguage } from '../words/use-language.js';
import { isNest } from './measure.js';
import { RunChip } from './RunChip.js';
import { RunValues } from './RunValues.js';
import { sameId } from './same-id.js';
import { SpokenTemplate } from './SpokenTemplate.js';
import { StepMenu } from './StepMenu.js';
import { StepState } from './StepState.js';
import { ToolMark } from './ToolMark.js';
import { useCard } from './use-card.js';
import { useStartDrag } from './use-start-drag.js';

/** The card of one step: what it does, its most telling values, how it is. */
export const StepNode = memo(function StepNode({ id }: Pick<NodeProps, 'id'>) {
  const card = useCard(id);
  const { store, catalog } = useEditorTools();
  const language = useLanguage();
  const startDrag = useStartDrag();
  const { step, ran, isEditable, problemCount } = card;
  if (!step) return null;
  const { title, subtitle, values } = describeStep(step, { catalog, ...language });
  const isChosen = card.isSelected || card.isPicked;
  const isPutAway = card.isCollapsed && isNest(step);
  const press = (event: MouseEvent) => {
    const { pick, pickTo, open } = store.getState();
    if (isEditable && event.shiftKey) pickTo(id);
    else if (isEditable && (event.ctrlKey || event.metaKey)) pick(id);
    else open(id);
  };
  return (
    <div
      className="hl-node nopan"
      data-card={id}
      data-testid={`step-${id}`}
      data-kind={step.type}
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
        onClick={press}
      >
        <span className="hl-node-head">
          <StepMark step={step} />
          <span className="hl-node-titles">
            <span className="hl-node-title" title={title}>
              {title}
            </span>
            {subtitle !== '' && (
              <span className="hl-node-subtitle" title={subtitle}>
                {subtitle}
              </span>
            )}
          </span>
        </span>
        {ran ? (
          <RunValues ran={ran} step={step} />
        ) : (
          values.map(({ label, template }) => (
            <span key={label} className="hl-node-value">
              <span className="hl-node-label">{label}</span>
              <SpokenTemplate parts={templateInWords(template, language.namePath)} />
            </span>
          ))
        )}
        <NoteLine step={step} />
        <CardChip ran={ran} problemCount={problemCount} tried={card.tried} />
      </button>
      {isPutAway && <PutAway step={step} />}
      {isEditable && <StepMenu id={id} title={title} />}
    </div>
  );
}, sameId);

type ChipProps = Pick<ReturnType<typeof useCard>, 'ran' | 'problemCount' | 'tried'>;

/** How the step is; most have nothing to say, and then there is nothing. */
function CardChip({ ran, problemCount, tried }: ChipProps) {
  if (!ran && problemCount === 0 && !tried) return null;
  return (
    <span className="hl-node-chip">
      {ran ? <RunChip step={ran} /> : <StepState problemCount={problemCount} tried={tried} />}
    </span>
  );
}

function StepMark({ step }: { step: Step }) {
  const { catalog } = useEditorTools();
  const { say } = useLanguage();
  if (step.type !== 'action') {
    return <ToolMark tool={step.type} size={step.type === 'delay' ? 20 : 32} />;
  }
  const known = catalog.app(step.app);
  const label = known ? say(known.label) : step.app;
  return <AppMark app={step.app} known={known} label={label} size={32} />;
}

/** What somebody wrote on the step; a thin pill has room for its sign only. */
function NoteLine({ step }: { step: Step }) {
  const note = step.note?.trim() ?? '';
  if (note === '') return null;
  return (
    <span className="hl-node-note" title={note}>
      <IconNote size={14} aria-hidden />
      <span>{note}</span>
    </span>
  );
}

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
