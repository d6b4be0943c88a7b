import { isSameValue, type FlowDocument, type FlowView } from '@hookline/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What forms beside the editor set of a draft. */
const fields = ['name', 'trigger', 'order', 'answer', 'masks', 'endpoint'] as const;
type Field = (typeof fields)[number];
export type Edits = Partial<Pick<FlowDocument, Field>>;

export type DraftFormState = {
  /** As the server had it last. */
  readonly flow: FlowView;
  /** What was changed here and is not saved, over whatever the draft says. */
  readonly edits: Edits;
  /** Changed here, and to something else by somebody else. */
  readonly contested: readonly Field[];
  /** Grows whenever fields begin to show what was set elsewhere. */
  readonly turn: number;
};

export type Contested = { readonly theirs: FlowDocument; readonly mine: FlowDocument };
export type DraftForm = StoreApi<DraftFormState>;

export const makeDraftForm = (flow: FlowView): DraftForm =>
  createStore(() => ({ flow, edits: {}, contested: [], turn: 0 }));

/** The draft as the form shows it. */
export const shownDraft = ({ flow, edits }: DraftFormState): FlowDocument => ({
  ...flow.draft,
  ...edits,
});

/** The draft as it is saved. */
export function filledDraft(state: DraftFormState): FlowDocument {
  const shown = shownDraft(state);
  return { ...shown, name: shown.name.trim() };
}

export const isDraftChanged = (state: DraftFormState): boolean =>
  !isSameValue(filledDraft(state), state.flow.draft);

/** What saving would replace of what somebody else has set; null when it is nothing. */
export function contestedDrafts(state: DraftFormState): Contested | null {
  if (state.contested.length === 0) return null;
  const mine = without(state.edits, (field) => !state.contested.includes(field));
  return { theirs: state.flow.draft, mine: { ...state.flow.draft, ...mine } };
}

export const edited = (state: DraftFormState, edits: Edits): DraftFormState => ({
  ...state,
  edits: { ...state.edits, ...edits },
});

/** The server has another draft: what was not changed here follows it, what was stays and is contested. */
export function received(state: DraftFormState, flow: FlowView, isOurs: boolean): DraftFormState {
  if (flow === state.flow || flow.draftRevision < state.flow.draftRevision) return state;
  if (flow.draftRevision === state.flow.draftRevision) return { ...state, flow };
  const [before, now, mine] = [state.flow.draft, flow.draft, filledDraft(state)];
  const isOpen = (field: Field) =>
    field in state.edits &&
    !isSameValue(mine[field], now[field]) &&
    !isSameValue(mine[field], before[field]);
  const isMoved = (field: Field) => !isSameValue(before[field], now[field]);
  const open = fields.filter(isOpen);
  const contested = isOurs
    ? []
    : open.filter((field) => isMoved(field) || state.contested.includes(field));
  const isSeen = !isOurs && fields.some((field) => isMoved(field) && !open.includes(field));
  return {
    flow,
    edits: without(state.edits, (field) => !open.includes(field)),
    contested,
    turn: state.turn + Number(isSeen),
  };
}

/** What was sent is saved; what was changed while it was under way is not yet. */
export function settled(state: DraftFormState, sent: Edits, flow: FlowView): DraftFormState {
  const { edits, ...next } = received(state, flow, true);
  const isSent = (field: Field) => field in sent && sent[field] === edits[field];
  return { ...next, edits: without(edits, isSent), contested: [] };
}

/** What somebody else has set stands in place of what was changed here. */
export function yielded({ contested, ...state }: DraftFormState): DraftFormState {
  const edits = without(state.edits, (field) => contested.includes(field));
  return { ...state, edits, contested: [], turn: state.turn + 1 };
}

function without(edits: Edits, isDropped: (field: Field) => boolean): Edits {
  const dropped = fields.filter((field) => field in edits && isDropped(field));
  const { ...left } = edits;
  dropped.forEach((field) => Reflect.deleteProperty(left, field));
  return left;
}
