import {
  Background,
  BackgroundVariant,
  ReactFlow,
  type EdgeTypes,
  type NodeTypes,
  type Viewport,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { structureOf } from '../state/document-shape.js';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState, EditorStore } from '../state/editor-store.js';
import './Canvas.css';
import { DragGhost } from './DragGhost.js';
import { EmptyHint } from './EmptyHint.js';
import { firstView } from './first-view.js';
import { ForkEdge } from './ForkEdge.js';
import { GapEdge } from './GapEdge.js';
import { LaneNode } from './LaneNode.js';
import { layOut } from './lay-out.js';
import { gapKey } from './measure.js';
import { DropNode, EndNode, MergeNode } from './PlainNodes.js';
import { projectFlow } from './project-flow.js';
import { StepNode } from './StepNode.js';
import { TriggerNode } from './TriggerNode.js';
import { useCanvasKeys } from './use-canvas-keys.js';
import { useKeepInView } from './use-keep-in-view.js';

const nodeTypes: NodeTypes = {
  trigger: TriggerNode,
  action: StepNode,
  filter: StepNode,
  branch: StepNode,
  delay: StepNode,
  lane: LaneNode,
  merge: MergeNode,
  end: EndNode,
  drop: DropNode,
};
const edgeTypes: EdgeTypes = { gap: GapEdge, fork: ForkEdge };

const isEmptyOf = (state: EditorState) => state.document.steps.length === 0;
const openGapOf = (state: EditorState) => (state.dragged?.over ? gapKey(state.dragged.over) : null);

/** The flow as a picture; it is drawn from the document and changes it only through operations. */
export function Canvas() {
  const { store } = useEditorTools();
  const { t } = useTranslation();
  const isEmpty = useEditor(isEmptyOf);
  const structure = useEditor(structureOf);
  const open = useEditor(openGapOf);
  const { nodes, edges } = useMemo(() => draw(store, structure, open), [store, structure, open]);
  const keys = useCanvasKeys();
  const canvas = useRef<HTMLDivElement>(null);
  useKeepInView(canvas);
  const onInit = useCallback(
    (instance: { setViewport: (view: Viewport) => unknown }) => {
      const box = canvas.current?.getBoundingClientRect();
      if (box && box.width > 0)
        instance.setViewport(firstView(layOut(store.getState().document), box));
    },
    [store],
  );
  return (
    <div
      ref={canvas}
      className="hl-canvas"
      data-canvas
      role="region"
      aria-label={t('editor.canvas.name')}
      {...keys}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onInit={onInit}
        minZoom={0.2}
        maxZoom={1.5}
        panOnScroll
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        disableKeyboardA11y
        proOptions={{ hideAttribution: true }}
        onPaneClick={() => store.setState({ selection: null, isPanelOpen: false, armed: null })}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} className="hl-dots" />
      </ReactFlow>
      {isEmpty && <EmptyHint />}
      <DragGhost />
    </div>
  );
}

/** The picture is drawn anew when the structure changes, not at each key stroke in a field. */
function draw(store: EditorStore, _structure: string, open: string | null) {
  const { document } = store.getState();
  return projectFlow(document, layOut(document, open), open);
}
