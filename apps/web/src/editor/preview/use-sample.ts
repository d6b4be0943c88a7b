import type { EventSummary, EventView, JsonValue, WorkspaceView } from '@hookline/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo } from 'react';
import { meQuery } from '../../api/account.js';
import { eventListQuery, eventQuery } from '../../api/history.js';
import { rowsOf } from '../../api/pages.js';
import { namesOf } from '../state/document-shape.js';
import { useCatalog, useEditor, useEditorTools } from '../state/editor-context.js';
import { triedOutputs, type EditorState, type EditorStore } from '../state/editor-store.js';
import { isUsable } from './is-usable.js';
import { sampleContext } from './sample-context.js';

export type Sample = {
  /** Captured events to choose from, newest first. */
  readonly events: readonly EventSummary[];
  readonly eventId: string | null;
  /** The one that samples are taken from; none: the source's own sample. */
  readonly event: EventView | null;
  readonly context: Record<string, JsonValue>;
  readonly settings: Pick<WorkspaceView, 'timeZone' | 'defaultCountry' | 'locale'>;
};

const fallbackSettings = { timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' };
export const SampleContext = createContext<Sample>({
  events: [],
  eventId: null,
  event: null,
  context: {},
  settings: fallbackSettings,
});
export const useSample = (): Sample => useContext(SampleContext);

const flowOf = (state: EditorState) => state.flow;
const eventIdOf = (state: EditorState) => state.eventId;
const payloadOf = (state: EditorState) => state.payload;
const triedOf = (state: EditorState) => state.tried;

/** Gathers the chosen event, the outputs of tested steps and the workspace's settings. */
export function useSampleSource(): Sample {
  const catalog = useCatalog();
  const flow = useEditor(flowOf);
  const { store } = useEditorTools();
  // Samples change with what the steps are, not with what is typed into them.
  const names = useEditor(namesOf);
  const chosen = useEditor(eventIdOf);
  const tried = useEditor(triedOf);
  const payload = useEditor(payloadOf);
  const list = useInfiniteQuery(eventListQuery({ flowId: flow.id }));
  const me = useQuery(meQuery).data;
  const pinnedId = flow.sampleEventId;
  const pinned = useQuery({ ...eventQuery(pinnedId ?? ''), enabled: pinnedId !== null });
  const events = useMemo(() => {
    const rows = rowsOf(list.data).filter(isUsable);
    const isFar = pinned.data !== undefined && rows.every(({ id }) => id !== pinned.data.id);
    return isFar ? [...rows, pinned.data] : rows;
  }, [list.data, pinned.data]);
  // A pinned one that is gone gives way to the newest.
  const usualId = pinnedId !== null && !pinned.isError ? pinnedId : (events[0]?.id ?? null);
  const eventId = chosen === 'latest' ? usualId : chosen;
  const { data: event } = useQuery({ ...eventQuery(eventId ?? ''), enabled: eventId !== null });
  const document = useMemo(() => documentOf(store, names), [store, names]);
  return useMemo(() => {
    const { workspace } = me ?? {};
    const context = sampleContext({
      document,
      flow,
      catalog,
      event: (eventId === null ? null : event) ?? null,
      payload,
      outputs: triedOutputs(tried),
      workspaceName: workspace?.name ?? '',
      nowIso: new Date().toISOString(),
    });
    const settings = workspace ?? fallbackSettings;
    const sampleEvent = (eventId === null ? null : event) ?? null;
    return { events, eventId, event: sampleEvent, context, settings };
  }, [me, document, flow, catalog, event, eventId, payload, tried, events]);
}

/** The document as it was when its names last changed. */
const documentOf = (store: EditorStore, _names: string) => store.getState().document;
