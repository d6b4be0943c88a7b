import type { NodeProps } from '@xyflow/react';
import { IconChevronsDown, IconNote } from '@tabler/icons-react';
import { idsWithin, type Step } from '@hookline/contract';
import { memo, type MouseEvent } from 'react';
import { useCatalog, useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorActions, EditorState } from '../state/editor-store.js';
import { useProblems } from '../state/use-problems.js';
import { useStep } from '../state/use-step.js';
import { describeStep } from '../words/describe-step.js';
import { templateInWords } from '../words/template-in-words.js';
import { useLanguage } from '../words/use-language.js';
import { AppIcon } from '../../ui/AppIcon.js';
import { LineEnd } from './LineEnd.js';
import { isNest } from './measure.js';
import { sameId } from './same-id.js';
import { SpokenTemplate } from './SpokenTemplate.js';
import { RunChip, runStepOf } from './RunChip.js';
import { RunValues } from './RunValues.js';
import { StepChip } from './StepChip.js';
import { StepMenu } from './StepMenu.js';
import { ToolMark } from './ToolMark.js';
import { useStartDrag } from './use-start-drag.js';

const selectionOf = (state: EditorState) => state.selection;
const draggedIdOf = (state: EditorState) =>
  state.dragged?.what.kind === 'step' ? state.dragged.what.id : null;
const actsOf = (state: EditorState & EditorActions) => state.open;
const runOf = (state: EditorState) => state.run;
const modeOf = (state: EditorState) => state.mode;
const pickedOf = (state: EditorState) => state.picked;
const collapsedOf = (state: EditorState) => state.collapsed;

/** The card of one step: what it does, its most telling values, how it is. */
export const StepNode = memo(function StepNode({ id }: Pick<NodeProps, 'id'>) {
  const step = useStep(id);
  const catalog = useCatalog();
  const language = useLanguage();
  const isSelected = useEditor(selectionOf) === id;
  const isDragged = useEditor(draggedIdOf) === id;
  const open = useEditor(actsOf);
  const mode = useEditor(modeOf);
  const run = useEditor(runOf);
  const isPicked = useEditor(pickedOf).includes(id);
  const { store } = useEditorTools();
  const problems = useProblems(id);
  const startDrag = useStartDrag();
  if (!step) return null;
  const { title, subtitle, values } = describeStep(step, { catalog, ...language });
  const ran = runStepOf(run, id);
  const isPill = step.type === 'delay';
  const isEditable = mode === 'edit';
  const press = (event: MouseEvent) => {
    const { pick, pickTo } = store.getState();
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
      data-selected={isSelected || isPicked}
      data-editable={isEditable}
      data-dragged={isDragged}
      data-problem={problems.length > 0}
      data-run={ran?.state}
      onPointerDown={(event) => {
        if (isEditable) startDrag(event, { kind: 'step', id }, title);
      }}
    >
      <LineEnd of="target" />
      <button
        type="button"
        className="hl-node-main"
        tabIndex={isSelected ? 0 : -1}
        aria-pressed={isSelected || isPicked}
        onClick={press}
      >
        <span className="hl-node-head">
          {step.type === 'action' ? (
            <AppIcon app={step.app} size={32} />
          ) : (
            <ToolMark tool={step.type} size={isPill ? 20 : 32} />
          )}
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
        <span className="hl-node-chip">{ran ? <RunChip step={ran} /> : <StepChip id={id} />}</span>
      </button>
      <PutAway step={step} />
      {isEditable && <StepMenu id={id} title={title} />}
      <LineEnd of="source" />
    </div>
  );
}, sameId);

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
  const isCollapsed = useEditor(collapsedOf).has(step.id);
  if (!isNest(step) || !isCollapsed) return null;
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
