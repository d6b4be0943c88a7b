import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useCatalog, useEditor } from '../state/editor-context.js';
import type { EditorActions, EditorState } from '../state/editor-store.js';
import { useProblems } from '../state/use-problems.js';
import { useStep } from '../state/use-step.js';
import { describeStep } from '../words/describe-step.js';
import { templateInWords } from '../words/template-in-words.js';
import { useLanguage } from '../words/use-language.js';
import { AppIcon } from '../../ui/AppIcon.js';
import { SpokenTemplate } from './SpokenTemplate.js';
import { StepChip } from './StepChip.js';
import { StepMenu } from './StepMenu.js';
import { ToolMark } from './ToolMark.js';
import { useStartDrag } from './use-start-drag.js';

const selectionOf = (state: EditorState) => state.selection;
const draggedIdOf = (state: EditorState) =>
  state.dragged?.what.kind === 'step' ? state.dragged.what.id : null;
const openOf = (state: EditorState & EditorActions) => state.open;

/** The card of one step: what it does, its most telling values, how it is. */
export const StepNode = memo(function StepNode({ id }: Pick<NodeProps, 'id'>) {
  const step = useStep(id);
  const catalog = useCatalog();
  const language = useLanguage();
  const isSelected = useEditor(selectionOf) === id;
  const isDragged = useEditor(draggedIdOf) === id;
  const open = useEditor(openOf);
  const problems = useProblems(id);
  const startDrag = useStartDrag();
  if (!step) return null;
  const { title, subtitle, values } = describeStep(step, { catalog, ...language });
  const isPill = step.type === 'delay';
  return (
    <div
      className="hl-node nopan"
      data-card={id}
      data-testid={`step-${id}`}
      data-kind={step.type}
      data-selected={isSelected}
      data-dragged={isDragged}
      data-problem={problems.length > 0}
      onPointerDown={(event) => startDrag(event, { kind: 'step', id }, title)}
    >
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button
        type="button"
        className="hl-node-main"
        tabIndex={isSelected ? 0 : -1}
        aria-pressed={isSelected}
        onClick={() => open(id)}
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
        {values.map(({ label, template }) => (
          <span key={label} className="hl-node-value">
            <span className="hl-node-label">{label}</span>
            <SpokenTemplate parts={templateInWords(template, language.namePath)} />
          </span>
        ))}
        <span className="hl-node-chip">
          <StepChip id={id} />
        </span>
      </button>
      <StepMenu id={id} title={title} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
});
