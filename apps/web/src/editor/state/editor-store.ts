import {
  applyOperation,
  isSameValue,
  locateStep,
  walkSteps,
  type FlowDocument,
  type FlowOperation,
  type FlowProblem,
  type FlowView,
  type JsonValue,
  type Place,
  type RunView,
  type Step,
  type StepTest,
} from '@hookline/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Detail } from '../canvas/detail.js';
import type { Dragged } from '../canvas/dragged.js';
import type { StepProblem } from './locate-problems.js';
import type { PanelTab } from './panel-tabs.js';
import { pickActions, type PickActions } from './pick-actions.js';
import { triggerId } from './trigger-id.js';

/** `gone`: the flow was deleted elsewhere, and there is nothing any more to save to. */
export type SaveState =
  'saved' | 'unsaved' | 'saving' | 'offline' | 'conflict' | 'refused' | 'gone';

/** `triggerId` or the id of a step. */
export type Selection = string | null;

export type StepTried = { readonly step: Step; readonly result: StepTest };

type Past = { readonly document: FlowDocument; readonly group: string | null; readonly at: number };

/** `edit`: the draft; `read`: a document that may not be changed here; `run`: what became of a run. */
export type EditorMode = 'edit' | 'read' | 'run';

/** The flow as a picture, or as three steps on a page: two looks at one draft. */
export type EditorView = 'canvas' | 'simple';

export type EditorState = {
  readonly view: EditorView;
  readonly mode: EditorMode;
  /** The run whose way is shown, in the mode `run`. */
  readonly run: RunView | null;
  readonly flow: FlowView;
  readonly document: FlowDocument;
  readonly past: readonly Past[];
  readonly future: readonly FlowDocument[];
  readonly selection: Selection;
  /** Steps that are chosen together; none when there is just the selection. */
  readonly picked: readonly string[];
  /** Branching steps whose lanes are put away on this page. */
  readonly collapsed: ReadonlySet<string>;
  /** How much of a card can be read at the size that the canvas has. */
  readonly detail: Detail;
  readonly isPanelOpen: boolean;
  readonly tab: PanelTab;
  /** The document that the server has, and under which number. */
  readonly saved: FlowDocument;
  readonly revision: number;
  /** What was sent to be saved and not answered: it may be what the server has. */
  readonly sent: readonly FlowDocument[];
  readonly saveState: SaveState;
  /** The version that somebody else saved meanwhile. */
  readonly theirs: FlowView | null;
  readonly serverProblems: readonly FlowProblem[];
  /** Everything that is wrong now, by step; kept true by whoever watches the store. */
  readonly problems: ReadonlyMap<string, readonly StepProblem[]>;
  /** Where the next chosen palette item goes. */
  readonly armed: Place | null;
  readonly isPaletteOpen: boolean;
  readonly isOverviewOpen: boolean;
  /** Grows each time the palette is opened for the next step, with an empty search. */
  readonly searchTurn: number;
  /** The search takes the keyboard as soon as the palette is there. */
  readonly isSearchReady: boolean;
  readonly dragged: Dragged | null;
  /** The captured event that samples and previews are taken from; null: the source's own sample. */
  readonly eventId: string | null;
  /** The chosen event as somebody changed it by hand; absent: as it came. */
  readonly payload: JsonValue | undefined;
  readonly tried: Readonly<Record<string, StepTried>>;
  /** The field that somebody was sent to, as a JSON pointer below the step, or '' for the panel itself; it takes the keyboard. */
  readonly wantedField: string | null;
};

export type EditorActions = PickActions & {
  /** Does an operation as one step of undo; changes of one group in quick succession are one step. */
  apply: (operation: FlowOperation, group?: string) => void;
  undo: () => void;
  redo: () => void;
  select: (selection: Selection) => void;
  open: (selection: Selection, tab?: PanelTab, field?: string) => void;
  /** Takes what another tab or person saved, when nothing of ours would be lost. */
  receive: (flow: FlowView) => void;
  takeTheirs: () => void;
  keepMine: () => void;
  noteOutput: (stepId: string, result: StepTest) => void;
};

export type EditorStore = StoreApi<EditorState & EditorActions>;

const quickMs = 1_500;
/** From here on a flow is long enough to get lost in. */
const manySteps = 15;

export function createEditorStore(flow: FlowView, nowMs: () => number = Date.now): EditorStore {
  return createStore<EditorState & EditorActions>()((set, get) => {
    const show = (document: FlowDocument) => ({ document, ...keptSelection(get(), document) });
    return {
      ...stateOf(flow),
      ...pickActions(set, get),
      apply: (operation, group) => {
        if (get().mode !== 'edit') return;
        const { document, past } = get();
        const next = applyOperation(document, operation);
        const last = past.at(-1);
        const at = nowMs();
        const isSameEdit =
          group !== undefined && last?.group === group && at - last.at < quickMs && past.length > 0;
        const before = isSameEdit
          ? [...past.slice(0, -1), { ...last, at }]
          : [...past, { document, group: group ?? null, at }];
        set({ ...show(next), past: before, future: [], saveState: afterEdit(get()) });
      },
      undo: () => {
        const { past, future, document } = get();
        const last = past.at(-1);
        if (!last) return;
        const rest = { past: past.slice(0, -1), future: [document, ...future] };
        set({ ...show(last.document), ...rest, saveState: afterEdit(get()) });
      },
      redo: () => {
        const { past, future, document } = get();
        const [next, ...rest] = future;
        if (!next) return;
        const before = [...past, { document, group: null, at: 0 }];
        set({ ...show(next), past: before, future: rest, saveState: afterEdit(get()) });
      },
      select: (selection) => set({ selection, picked: [], wantedField: null }),
      open: (selection, tab, field) =>
        set((state) => ({
          selection,
          picked: [],
          // A document that is only a picture of itself has no settings to be opened.
          isPanelOpen: selection !== null && state.mode !== 'read',
          tab: tab ?? (selection === state.selection ? state.tab : 'fields'),
          wantedField: field ?? null,
          // A field is shown by the panel, which stands beside the canvas.
          ...(field === undefined ? {} : { view: 'canvas' }),
          armed: null,
        })),
      receive: (theirs) => set((state) => received(state, theirs)),
      takeTheirs: () => {
        const { theirs, past, document } = get();
        if (!theirs) return;
        const before = [...past, { document, group: null, at: 0 }];
        set({ ...show(theirs.draft), ...savedAs(theirs), past: before, future: [] });
      },
      keepMine: () => {
        const { theirs, past } = get();
        if (!theirs) return;
        // Saving again on top of theirs, knowingly: their version is one undo away, for whoever regrets it.
        const before = [...past, { document: theirs.draft, group: null, at: 0 }];
        const revision = theirs.draftRevision;
        set({ revision, past: before, future: [], theirs: null, saveState: 'unsaved' });
      },
      noteOutput: (stepId, result) => {
        const step = locateStep(get().document, stepId)?.step;
        if (step) set((state) => ({ tried: { ...state.tried, [stepId]: { step, result } } }));
      },
    };
  });
}

function stateOf(flow: FlowView): EditorState {
  return {
    mode: flow.newerSchema === null ? 'edit' : 'read',
    run: null,
    view: 'canvas',
    document: flow.draft,
    problems: new Map(),
    past: [],
    future: [],
    selection: null,
    picked: [],
    collapsed: new Set(),
    detail: 'whole',
    isPanelOpen: false,
    tab: 'fields',
    armed: null,
    isPaletteOpen: true,
    isOverviewOpen: walkSteps(flow.draft).length > manySteps,
    searchTurn: 0,
    isSearchReady: false,
    dragged: null,
    eventId: 'latest',
    payload: undefined,
    tried: {},
    wantedField: null,
    ...savedAs(flow),
  };
}

/** What is known once the server's version is the one that is shown. */
export function savedAs(flow: FlowView) {
  return {
    flow,
    saved: flow.draft,
    revision: flow.draftRevision,
    sent: [],
    saveState: 'saved',
    theirs: null,
    serverProblems: flow.problems,
  } as const;
}

/** What is known when the server's version is one that we sent ourselves; nothing when it is somebody else's. */
export function savedByUs({ sent, document }: EditorState, theirs: FlowView) {
  const ours = sent.find((one) => isSameValue(one, theirs.draft));
  if (!ours) return null;
  const saveState: SaveState = ours === document ? 'saved' : 'unsaved';
  return { ...savedAs(theirs), saved: ours, saveState };
}

function afterEdit({ saveState }: EditorState): SaveState {
  const stays = ['conflict', 'offline', 'gone'].includes(saveState);
  return stays ? saveState : 'unsaved';
}

function received(state: EditorState, theirs: FlowView): Partial<EditorState> {
  if (theirs.draftRevision < state.revision) return {};
  if (theirs.draftRevision === state.revision) {
    return { flow: theirs, serverProblems: theirs.problems };
  }
  // Our own save may come back by another way first, and its answer may have been lost.
  const ours = savedByUs(state, theirs);
  if (ours) return ours;
  // Only a different text is somebody's change.
  if (isSameValue(theirs.draft, state.document)) {
    return { ...savedAs(theirs), saved: state.document };
  }
  if (state.document !== state.saved) return { saveState: 'conflict', theirs };
  return {
    ...savedAs(theirs),
    document: theirs.draft,
    past: [...state.past, { document: state.document, group: null, at: 0 }],
    future: [],
    ...keptSelection(state, theirs.draft),
  };
}

function keptSelection({ selection, armed, picked }: EditorState, document: FlowDocument) {
  const stays = picked.filter((id) => locateStep(document, id) !== undefined);
  const isThere =
    selection === null || selection === triggerId || locateStep(document, selection) !== undefined;
  const isArmedThere =
    armed === null || armed.in === 'root' || locateStep(document, armed.stepId) !== undefined;
  return {
    ...(stays.length === picked.length ? {} : { picked: stays.length > 1 ? stays : [] }),
    ...(isThere ? {} : { selection: null, isPanelOpen: false }),
    ...(isArmedThere ? {} : { armed: null }),
  };
}

/** Outputs of steps as their last tests gave them, for later tests and previews. */
export function triedOutputs(tried: EditorState['tried']): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(tried)
      .filter(([, one]) => one.result.ok)
      .map(([id, one]) => [id, one.result.output]),
  );
}
