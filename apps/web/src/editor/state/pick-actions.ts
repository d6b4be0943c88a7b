import { locateStep, walkSteps } from '@hookline/contract';
import { layOut } from '../canvas/lay-out.js';
import type { EditorState } from './editor-store.js';
import { triggerId } from './trigger-id.js';

export type PickActions = {
  /** Adds a step to those that are chosen together, or takes it out. */
  pick: (id: string) => void;
  /** From the chosen step to this one, in the order of the flow. */
  pickTo: (id: string) => void;
  pickAll: () => void;
  /** Exactly these, however many. */
  pickThese: (ids: readonly string[]) => void;
  unpick: () => void;
  toggleCollapsed: (id: string) => void;
};

type Get = () => EditorState;
type Set = (part: Partial<EditorState>) => void;

/** What choosing several steps and putting lanes away does to the state; the document stays as it is. */
export function pickActions(set: Set, get: Get): PickActions {
  const take = (picked: readonly string[], selection: string | null) =>
    set({ picked: picked.length > 1 ? picked : [], selection, isPanelOpen: false, armed: null });
  return {
    pick: (id) => {
      const before = chosenIds(get());
      if (!before.includes(id)) return take([...before, id], id);
      const rest = before.filter((one) => one !== id);
      take(rest, rest.at(-1) ?? null);
    },
    pickTo: (id) => {
      const { selection } = get();
      const order = shownSteps(get());
      const ends = [order.indexOf(selection ?? id), order.indexOf(id)].sort((a, b) => a - b);
      const [from = -1, to = -1] = ends;
      if (from < 0) return take([id], id);
      take(order.slice(from, to + 1), id);
      set({ selection: selection === triggerId ? id : selection });
    },
    pickAll: () => {
      const all = get().document.steps.map((step) => step.id);
      take(all, all[0] ?? null);
    },
    pickThese: (ids) => take(ids, ids.at(-1) ?? null),
    unpick: () => set({ picked: [] }),
    toggleCollapsed: (id) => {
      const { collapsed, selection, document } = get();
      const next = new Set(collapsed);
      if (!next.delete(id)) next.add(id);
      // What is no longer in sight is not chosen.
      const shown = layOut(document, { collapsed: next }).items.map((item) => item.id);
      const isGone = selection !== null && !shown.includes(selection);
      set({ collapsed: next, picked: [], ...(isGone ? { selection: id } : {}) });
    },
  };
}

/** The steps that a deed is for: those chosen together, else the one that is selected. */
export function chosenIds({ picked, selection, document }: EditorState): readonly string[] {
  if (picked.length > 0) return picked;
  const isStep = selection !== null && selection !== triggerId;
  return isStep && locateStep(document, selection) ? [selection] : [];
}

function shownSteps({ document, collapsed }: EditorState): readonly string[] {
  const shown = new Set(layOut(document, { collapsed }).items.map((item) => item.id));
  return walkSteps(document).flatMap(({ step }) => (shown.has(step.id) ? [step.id] : []));
}
