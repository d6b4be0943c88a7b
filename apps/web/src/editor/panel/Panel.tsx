import { lazy, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { locateStep } from '@hookline/contract';
import { Waiting } from '../../ui/Waiting.js';
import { useEditor } from '../state/editor-context.js';
import { triggerId, type EditorState } from '../state/editor-store.js';
import './Panel.css';
import { PanelFrame } from './PanelFrame.js';

/** The fields of a step come with the template language and its editor, when a card is first opened. */
const StepPanel = lazy(() =>
  import('./StepPanel.js').then((module) => ({ default: module.StepPanel })),
);
const TriggerPanel = lazy(() =>
  import('./TriggerPanel.js').then((module) => ({ default: module.TriggerPanel })),
);

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
      <Suspense fallback={<Waiting />}>
        {step ? <StepPanel step={step} /> : <TriggerPanel />}
      </Suspense>
    </PanelFrame>
  );
}
