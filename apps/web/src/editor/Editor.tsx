import type { FlowView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { catalogQuery } from '../api/catalog.js';
import { Loaded } from '../ui/Loaded.js';
import { notify } from '../ui/notify.js';
import { spokenNow } from '../words/speech.js';
import './Editor.css';
import { StartDragContext, useStartDragSource } from './canvas/use-start-drag.js';
import { EditorBody } from './EditorBody.js';
import { SampleContext, useSampleSource } from './preview/use-sample.js';
import { EditorContext, useEditorTools } from './state/editor-context.js';
import { letterOf } from './read-key.js';
import { createEditorStore, type EditorStore } from './state/editor-store.js';
import { leftStore } from './state/leave-editor.js';
import { wasSentHere } from './state/sent-here.js';
import { triggerId } from './state/trigger-id.js';
import type { PanelTab } from './state/panel-tabs.js';
import { stepAt } from './state/step-at.js';
import { useWatchedProblems } from './state/use-watched-problems.js';
import { rememberedView } from './view-memory.js';
import { useAutosave } from './state/use-autosave.js';
import { makeCatalog } from './words/catalog.js';
import { LanguageContext, useLanguageSource } from './words/use-language.js';

type Props = {
  flow: FlowView;
  /** Somebody was sent to a field of a step; told once the editor has opened it. */
  goTo?: { step: string; tab: PanelTab; field: string; onThere: () => void };
};

/** The editor of one flow's draft: palette, canvas and panel around one document. */
export function Editor({ flow, goTo }: Props) {
  const catalog = useQuery(catalogQuery);
  const [store] = useState(() => {
    const left = leftStore(flow);
    if (left) return left;
    const made = createEditorStore(flow);
    made.setState({ view: rememberedView() });
    return made;
  });
  useReceived(store, flow);
  useEffect(() => {
    if (!goTo) return;
    const { document, open } = store.getState();
    const isThere = goTo.step === triggerId || stepAt(document, goTo.step) !== undefined;
    if (isThere) open(goTo.step, goTo.tab, goTo.field);
    goTo.onThere();
  }, [store, goTo]);
  return (
    <Loaded query={catalog} shape="page">
      {({ apps }) => <OpenEditor store={store} apps={apps} />}
    </Loaded>
  );
}

/** Takes what the server has; a picture that changes under one's eyes is explained. */
function useReceived(store: EditorStore, flow: FlowView): void {
  const isShown = useRef(false);
  useEffect(() => {
    const before = store.getState().document;
    store.getState().receive(flow);
    const isOther = store.getState().document !== before;
    if (isOther && isShown.current && !wasSentHere(flow))
      notify(spokenNow().t('elsewhere.changed'), 'changed-elsewhere');
    isShown.current = true;
  }, [store, flow]);
}

type Apps = Parameters<typeof makeCatalog>[0];

function OpenEditor({ store, apps }: { store: EditorStore; apps: Apps }) {
  const tools = useMemo(() => ({ store, catalog: makeCatalog(apps) }), [store, apps]);
  useAutosave(store);
  useWatchedProblems(tools);
  return (
    <EditorContext value={tools}>
      <ReactFlowProvider>
        <Gathered />
      </ReactFlowProvider>
    </EditorContext>
  );
}

/** What many parts read is gathered once: the chosen sample, the words, and how something is dragged. */
function Gathered() {
  const { store } = useEditorTools();
  const sample = useSampleSource();
  const language = useLanguageSource();
  const startDrag = useStartDragSource();
  return (
    <SampleContext value={sample}>
      <LanguageContext value={language}>
        <StartDragContext value={startDrag}>
          <div
            className="hl-editor"
            data-testid="editor"
            onKeyDown={(event) => undoKeys(event, store)}
          >
            <EditorBody />
          </div>
        </StartDragContext>
      </LanguageContext>
    </SampleContext>
  );
}

/** One history for canvas and fields alike; only a search box keeps its own. */
function undoKeys(event: KeyboardEvent, store: EditorStore): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (event.target instanceof Element && event.target.closest('[data-own-undo]')) return;
  const key = letterOf(event);
  if (key === 'z' && !event.shiftKey) store.getState().undo();
  else if (key === 'y' || key === 'z') store.getState().redo();
  else return;
  event.preventDefault();
}
