import { idsWithin, locateStep, type FlowDocument, type Place } from '@hookline/contract';
import { useReactFlow, type Viewport } from '@xyflow/react';
import {
  createContext,
  useCallback,
  useContext,
  type PointerEvent as ReactPointerEvent,
} from 'react';
import { findItem } from '../palette/find-item.js';
import { useAddStep } from '../palette/use-add-step.js';
import { useEditorTools } from '../state/editor-context.js';
import type { EditorStore } from '../state/editor-store.js';
import { tryDeed } from '../state/try-deed.js';
import { trackPointer } from './track-pointer.js';
import type { Dragged } from './dragged.js';
import { findGap } from './find-gap.js';
import { gapKey } from './measure.js';
import { shownLayout } from './shown-layout.js';
import { useMoveTo } from './use-move-to.js';

type Start = (event: ReactPointerEvent, what: Dragged['what'], label: string) => void;

/** Where nothing can be dragged, as on the picture of a run, nothing begins. */
export const StartDragContext = createContext<Start>(() => undefined);

/** Begins to drag a card or a palette item once the pointer has moved; works for mouse, pen and touch. */
export const useStartDrag = (): Start => useContext(StartDragContext);

/** Made once for all that can be dragged: it listens to the canvas, and there are hundreds of cards. */
export function useStartDragSource(): Start {
  const { store, catalog } = useEditorTools();
  const { getViewport } = useReactFlow();
  const moveTo = useMoveTo();
  const add = useAddStep();
  return useCallback(
    (event, what, label) => {
      if (!mayStart(event)) return;
      trackPointer(event.nativeEvent, {
        move: ({ x, y, within }) => {
          const over = within && placeUnder(store, what, toFlow(within, getViewport()));
          store.setState({ dragged: { what, label, x, y, over } });
        },
        nearEdge: ({ dx, dy }) => {
          const viewport = getViewport();
          moveTo({ ...viewport, x: viewport.x - dx, y: viewport.y - dy });
        },
        drop: () => {
          const to = store.getState().dragged?.over ?? null;
          store.setState({ dragged: null });
          if (to === null) return;
          if (what.kind === 'step') {
            const ids = [...movedWith(store, what.id)];
            tryDeed(() => store.getState().apply({ type: 'move_steps', ids, to }));
          } else {
            const item = findItem(catalog, what.key);
            if (item) add(item, { at: to });
          }
        },
        cancel: () => store.setState({ dragged: null }),
      });
    },
    [store, catalog, getViewport, moveTo, add],
  );
}

/** By touch only from a grip, so that a finger on a card still moves the canvas. */
function mayStart(event: ReactPointerEvent): boolean {
  if (event.button !== 0 || !(event.target instanceof Element)) return false;
  if (event.target.closest('[data-grip]')) return true;
  return event.pointerType !== 'touch' && !event.target.closest('[data-no-drag]');
}

function toFlow(at: { x: number; y: number }, { x, y, zoom }: Viewport) {
  return { x: (at.x - x) / zoom, y: (at.y - y) / zoom };
}

function placeUnder(
  store: EditorStore,
  what: Dragged['what'],
  at: { x: number; y: number },
): Place | null {
  const state = store.getState();
  const place = findGap(shownLayout(state), at)?.place ?? null;
  if (place === null || what.kind === 'new') return place;
  return wouldMove(state.document, movedWith(store, what.id), place) ? place : null;
}

/** A step that is chosen together with others takes them along. */
function movedWith(store: EditorStore, id: string): readonly string[] {
  const { picked } = store.getState();
  return picked.includes(id) ? picked : [id];
}

/** Steps move neither into themselves nor, when it is one, to where it already is. */
function wouldMove(flow: FlowDocument, ids: readonly string[], to: Place): boolean {
  const found = ids.flatMap((id) => locateStep(flow, id) ?? []);
  if (to.in !== 'root' && found.some(({ step }) => idsWithin(step).includes(to.stepId))) {
    return false;
  }
  const [only] = found;
  if (found.length > 1 || !only) return found.length > 1;
  const isOwn = gapKey(to) === gapKey(only.at);
  return !isOwn && gapKey(to) !== gapKey({ ...only.at, index: only.at.index + 1 });
}
