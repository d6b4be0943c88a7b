import {
  ReactFlow,
  useReactFlow,
  ViewportPortal,
  type EdgeTypes,
  type NodeTypes,
  type Viewport,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { structureOf } from '../state/document-shape.js';
import { stepsById } from '../state/steps-by-id.js';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState, EditorStore } from '../state/editor-store.js';
import './Canvas.css';
import './Detail.css';
import { cardAt } from './card-at.js';
import { DragGhost } from './DragGhost.js';
import { firstView, smallestZoom } from './first-view.js';
import { ForkEdge } from './ForkEdge.js';
import { GapEdge } from './GapEdge.js';
import { LaneNode } from './LaneNode.js';
import { keepUnchanged } from './keep-unchanged.js';
import { gapKey } from './measure.js';
import { nestOf } from './nest-of.js';
import { PlusLayerContext } from './plus-layer.js';
import { Paper } from './Paper.js';
import { RubberBand } from './RubberBand.js';
import { shownLayout } from './shown-layout.js';
import { DropNode, EndNode, FrameNode, MergeNode } from './PlainNodes.js';
import { projectFlow, type Projection } from './project-flow.js';
import { StepNode } from './StepNode.js';
import { TriggerNode } from './TriggerNode.js';
import { createTurns, TurnsContext } from './turns.js';
import { useBounds } from './use-bounds.js';
import { useCanvasKeys } from './use-canvas-keys.js';
import { useFarPicture } from './use-far-picture.js';
import { useFollowDetail } from './use-follow-detail.js';
import { useRubberBand } from './use-rubber-band.js';
import { useKeepInView } from './use-keep-in-view.js';
import { useStrayKeys } from './use-stray-keys.js';
import { late } from '../../ui/late.js';

const nodeTypes: NodeTypes = {
  trigger: TriggerNode,
  action: StepNode,
  filter: StepNode,
  branch: StepNode,
  delay: StepNode,
  respond: StepNode,
  loop: StepNode,
  frame: FrameNode,
  lane: LaneNode,
  merge: MergeNode,
  end: EndNode,
  drop: DropNode,
};
const edgeTypes: EdgeTypes = { gap: GapEdge, fork: ForkEdge };

const EmptyHint = late(async () => ({ default: (await import('./EmptyHint.js')).EmptyHint }));
const PickBar = late(async () => ({ default: (await import('./PickBar.js')).PickBar }));
const Overview = late(async () => ({ default: (await import('./Overview.js')).Overview }));

/** The library tells of the end of a move 150 ms after it. */
const endToldAfterMs = 100;

const isEmptyOf = (state: EditorState) =>
  state.mode === 'edit' && state.document.steps.length === 0;
/** From here on, drawing what is out of sight costs more than drawing it when it comes into sight. */
const longFrom = 40;
const isLongOf = (state: EditorState) => stepsById(state.document).size > longFrom;
const isPickingOf = (state: EditorState) => state.picked.length > 0;
const isOverviewOpenOf = (state: EditorState) => state.isOverviewOpen;
const collapsedOf = (state: EditorState) => state.collapsed;
const detailOf = (state: EditorState) => state.detail;
const minZoomOf = (state: EditorState) => smallestZoom(shownLayout(state));
const openGapOf = (state: EditorState) => (state.dragged?.over ? gapKey(state.dragged.over) : null);

/** The flow as a picture; it is drawn from the document and changes it only through operations. */
export function Canvas() {
  const { store } = useEditorTools();
  const { t } = useTranslation();
  const isEmpty = useEditor(isEmptyOf);
  const structure = useEditor(structureOf);
  const open = useEditor(openGapOf);
  const collapsed = useEditor(collapsedOf);
  const isLong = useEditor(isLongOf);
  const isPicking = useEditor(isPickingOf);
  const isOverviewOpen = useEditor(isOverviewOpenOf);
  const { nodes, edges } = useMemo(
    () => draw(store, { structure, open, collapsed }),
    [store, structure, open, collapsed],
  );
  const minZoom = useEditor(minZoomOf);
  const detail = useEditor(detailOf);
  useFollowDetail();
  useBounds();
  const keys = useCanvasKeys();
  const { band, onPointerDown } = useRubberBand();
  const canvas = useRef<HTMLDivElement>(null);
  const [pluses, setPluses] = useState<HTMLElement | null>(null);
  useKeepInView(canvas);
  useStrayKeys(canvas);
  const onInit = useCallback(
    (instance: { setViewport: (view: Viewport) => unknown }) => {
      const box = canvas.current?.getBoundingClientRect();
      if (box && box.width > 0) instance.setViewport(firstView(shownLayout(store.getState()), box));
    },
    [store],
  );
  const [still, setStill] = useState('nopan');
  const [turns] = useState(() => createTurns(requestAnimationFrame));
  const { Picture, move: moveByHand } = useFarPicture({ canvas, turns, detail, isLong });
  // While it lasts, what is drawn already is moved; at its end it is drawn sharply for where it has come to rest.
  const move = (isMoving: boolean) => {
    canvas.current?.toggleAttribute('data-moving', isMoving);
    turns.setMoving(isMoving);
    if (!isMoving) moveByHand(false);
  };
  const movedAtMs = useRef(0);
  const { screenToFlowPosition } = useReactFlow();
  const pressPane = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const at = screenToFlowPosition({ x: clientX, y: clientY });
    // A picture has nothing that could be pressed; who sees a card there means the card.
    const card = Picture === null ? undefined : cardAt(shownLayout(store.getState()), at);
    if (!card) store.setState({ selection: null, picked: [], isPanelOpen: false, armed: null });
    else if (card.kind !== 'lane') store.getState().open(card.id);
    else {
      const nest = nestOf(store.getState().document, card.id);
      if (nest) store.getState().open(nest.id, 'fields');
    }
  };
  return (
    <div
      ref={canvas}
      className="hl-canvas"
      data-canvas
      data-detail={detail}
      data-pictured={Picture === null ? undefined : true}
      role="region"
      tabIndex={-1}
      aria-label={t('editor.canvas.name')}
      // A finger on a card moves and pinches the canvas, which is nearly all cards on a tablet; a mouse drags the card.
      onPointerDownCapture={({ pointerType }) =>
        setStill(pointerType === 'touch' ? 'nopan-touch' : 'nopan')
      }
      onPointerDown={onPointerDown}
      {...keys}
    >
      <TurnsContext value={turns}>
        <PlusLayerContext value={pluses}>
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onInit={onInit}
            onMoveStart={() => move(true)}
            onMove={(event) => {
              if (event === null) return;
              movedAtMs.current = performance.now();
              moveByHand(true);
            }}
            onMoveEnd={() => {
              // It is told of a while later, and may be told of in the middle of the next move: that has its own end.
              if (performance.now() - movedAtMs.current >= endToldAfterMs) move(false);
            }}
            minZoom={minZoom}
            maxZoom={1.5}
            noPanClassName={still}
            panOnScroll
            onlyRenderVisibleElements={isLong}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            deleteKeyCode={null}
            disableKeyboardA11y
            proOptions={{ hideAttribution: true }}
            onPaneClick={pressPane}
          >
            <Paper />
            <ViewportPortal>
              <div ref={setPluses} className="hl-pluses" />
              {Picture !== null && <Picture />}
            </ViewportPortal>
            {isOverviewOpen && (
              <Suspense fallback={null}>
                <Overview />
              </Suspense>
            )}
          </ReactFlow>
        </PlusLayerContext>
      </TurnsContext>
      {isPicking && (
        <Suspense fallback={null}>
          <PickBar />
        </Suspense>
      )}
      {isEmpty && (
        <Suspense fallback={null}>
          <EmptyHint />
        </Suspense>
      )}
      <DragGhost />
      <RubberBand band={band} />
    </div>
  );
}

type Drawn = {
  readonly structure: string;
  readonly open: string | null;
  readonly collapsed: ReadonlySet<string>;
};

const lastDrawn = new WeakMap<EditorStore, Projection>();

/** The picture is drawn anew when the structure changes, not at each key stroke in a field. */
function draw(store: EditorStore, { open }: Drawn): Projection {
  const state = store.getState();
  const next = projectFlow(state.document, shownLayout(state), open);
  const drawn = keepUnchanged(next, lastDrawn.get(store));
  lastDrawn.set(store, drawn);
  return drawn;
}
