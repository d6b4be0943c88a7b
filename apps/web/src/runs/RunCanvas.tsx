import { Text } from '@mantine/core';
import type { AppDescription, FlowView, RunView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../api/catalog.js';
import { flowQuery, flowVersionsQuery } from '../api/flows.js';
import { Canvas } from '../editor/canvas/Canvas.js';
import '../editor/Editor.css';
import { PanelFrame } from '../editor/panel/PanelFrame.js';
import '../editor/panel/Panel.css';
import { PanelHead } from '../editor/panel/PanelHead.js';
import { EditorContext, useEditor } from '../editor/state/editor-context.js';
import { createEditorStore, type EditorState } from '../editor/state/editor-store.js';
import { triggerId } from '../editor/state/trigger-id.js';
import { makeCatalog } from '../editor/words/catalog.js';
import { LanguageContext, useLanguageSource } from '../editor/words/use-language.js';
import { Loaded } from '../ui/Loaded.js';
import { ReceivedFields } from './ReceivedFields.js';
import { StepCard } from './StepCard.js';
import { useStepName } from './use-step-name.js';
import './RunCanvas.css';

/** The run on the picture of the version that it ran with: its way, its values, where it failed. */
export function RunCanvas({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const catalog = useQuery(catalogQuery).data;
  const flow = useQuery(flowQuery(run.flowId));
  const versions = useQuery(flowVersionsQuery(run.flowId)).data;
  const document = versions?.items.find(({ id }) => id === run.versionId)?.document;
  return (
    <Loaded query={flow}>
      {(found) => {
        if (!catalog || !versions) return null;
        if (!document) return <Text c="dimmed">{t('runs.noPicture')}</Text>;
        return <Picture run={run} flow={{ ...found, draft: document }} apps={catalog.apps} />;
      }}
    </Loaded>
  );
}

type PictureProps = { run: RunView; flow: FlowView; apps: readonly AppDescription[] };

function Picture({ run, flow, apps }: PictureProps) {
  const [store] = useState(() => {
    const made = createEditorStore(flow);
    made.setState({ mode: 'run', run });
    return made;
  });
  useEffect(() => store.setState({ run }), [store, run]);
  const tools = useMemo(() => ({ store, catalog: makeCatalog(apps) }), [store, apps]);
  return (
    <EditorContext value={tools}>
      <ReactFlowProvider>
        <Inside run={run} />
      </ReactFlowProvider>
    </EditorContext>
  );
}

function Inside({ run }: { run: RunView }) {
  const language = useLanguageSource();
  return (
    <LanguageContext value={language}>
      <div className="hl-run-canvas hl-surface" data-testid="run-canvas">
        <Canvas />
        <StepPanel run={run} />
      </div>
    </LanguageContext>
  );
}

const selectionOf = (state: EditorState) => (state.isPanelOpen ? state.selection : null);

/** What went into the chosen step, what came out, and its tries. */
function StepPanel({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const nameOf = useStepName();
  const selection = useEditor(selectionOf);
  if (selection === null) return null;
  const step = run.steps.find(({ stepId }) => stepId === selection);
  const error = run.error?.stepId === selection ? run.error : null;
  return (
    <PanelFrame key={selection} id="run-step" label={t('runs.stepPanel')}>
      <PanelHead mark={null} title={step ? nameOf(step) : t('runs.received')} subtitle="" />
      <div className="hl-panel-body hl-run-step">
        {selection === triggerId && <ReceivedFields run={run} />}
        {step && <StepCard step={step} error={error} isOpen />}
      </div>
    </PanelFrame>
  );
}
