import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { locateStep } from '@hookline/contract';
import { useEditor } from '../state/editor-context.js';
import { triggerId, type EditorState } from '../state/editor-store.js';
import { ActionPanel } from './ActionPanel.js';
import { BranchPanel } from './BranchPanel.js';
import { DelayPanel } from './DelayPanel.js';
import { FilterPanel } from './FilterPanel.js';
import './Panel.css';
import { PanelFrame } from './PanelFrame.js';
import { TriggerPanel } from './TriggerPanel.js';

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
  if (!step && !isTrigger) return null;
  return (
    <PanelFrame key={step?.id ?? triggerId} label={t('editor.panel.name')} id={id}>
      {isTrigger && <TriggerPanel />}
      {step?.type === 'action' && <ActionPanel step={step} />}
      {step?.type === 'filter' && <FilterPanel step={step} />}
      {step?.type === 'branch' && <BranchPanel step={step} />}
      {step?.type === 'delay' && <DelayPanel step={step} />}
    </PanelFrame>
  );
}
