import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { locateStep, type Step } from '@hookline/contract';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { triggerId } from '../state/trigger-id.js';
import { ActionPanel } from './ActionPanel.js';
import { BranchPanel } from './BranchPanel.js';
import { DelayPanel } from './DelayPanel.js';
import { ItemSample } from '../preview/ItemSample.js';
import { FilterPanel } from './FilterPanel.js';
import { LoopPanel } from './LoopPanel.js';
import './Panel.css';
import { PanelFrame } from './PanelFrame.js';
import { RespondPanel } from './RespondPanel.js';
import { TriggerPanel } from './TriggerPanel.js';
import { useGoToField } from './use-go-to-field.js';

const openStepOf = (state: EditorState) =>
  state.isPanelOpen && state.selection !== null
    ? locateStep(state.document, state.selection)?.step
    : undefined;
const isTriggerOpenOf = (state: EditorState) => state.isPanelOpen && state.selection === triggerId;

/** The settings of the chosen card, by its kind. */
export function Panel() {
  const { t } = useTranslation();
  const id = useId();
  const step = useEditor(openStepOf);
  const isTrigger = useEditor(isTriggerOpenOf);
  useGoToField(id);
  if (!step && !isTrigger) return null;
  return (
    <PanelFrame key={step?.id ?? triggerId} label={t('editor.panel.name')} id={id}>
      {step ? (
        <ItemSample stepId={step.id}>
          <StepPanel step={step} />
        </ItemSample>
      ) : (
        <TriggerPanel />
      )}
    </PanelFrame>
  );
}

function StepPanel({ step }: { step: Step }) {
  switch (step.type) {
    case 'action':
      return <ActionPanel step={step} />;
    case 'filter':
      return <FilterPanel step={step} />;
    case 'branch':
      return <BranchPanel step={step} />;
    case 'respond':
      return <RespondPanel step={step} />;
    case 'delay':
      return <DelayPanel step={step} />;
    case 'loop':
      return <LoopPanel step={step} />;
  }
}
