import {
  copySteps,
  listAt,
  locateStep,
  OperationRefused,
  outermostSteps,
  takenIds,
  type FlowProblem,
  type Place,
  type Step,
} from '@hookline/contract';
import { useMemo } from 'react';
import { sayProblem } from '../../words/say-problem.js';
import { notifyWithUndo } from '../../ui/notify-with-undo.js';
import { notify, notifyFault } from '../../ui/notify.js';
import { whereToAdd } from '../palette/where-to-add.js';
import { useEditorTools } from '../state/editor-context.js';
import type { EditorStore } from '../state/editor-store.js';
import { tryDeed } from '../state/try-deed.js';
import { stepTitle } from '../words/step-title.js';
import { useLanguage, type SpokenLanguage } from '../words/use-language.js';
import type { Catalog } from '../words/catalog.js';
import { stepsFromText, stepsToText } from './step-clipboard.js';

export type StepDeeds = {
  readonly remove: (ids: readonly string[]) => void;
  readonly duplicate: (ids: readonly string[]) => void;
  readonly copy: (ids: readonly string[]) => void;
  readonly textOf: (ids: readonly string[]) => string;
  /** False when the text is none of ours and the browser may do with it what it does. */
  readonly paste: (text: string) => boolean;
  readonly moveBy: (id: string, by: 1 | -1) => void;
};

/** The deeds that menus and keys share; each is one step of undo, for one step or many. */
export function useStepDeeds(): StepDeeds {
  const { store, catalog } = useEditorTools();
  const language = useLanguage();
  return useMemo(() => {
    const { t } = language;
    const textOf = (ids: readonly string[]) =>
      stepsToText(outermostSteps(store.getState().document, ids));
    return {
      textOf,
      remove: (ids) => removeSteps(ids, { store, catalog, language }),
      duplicate: (ids) => {
        const { document } = store.getState();
        const steps = outermostSteps(document, ids);
        const last = locateStep(document, steps.at(-1)?.id ?? '');
        if (!last) return;
        const at = { ...last.at, index: last.at.index + 1 };
        tryDeed(() => addCopies(store, steps, at));
      },
      copy: (ids) =>
        void navigator.clipboard
          .writeText(textOf(ids))
          .then(() => notify(t('editor.step.copied', { count: ids.length }))),
      paste: (text) => {
        if (text.trim() === '') return false;
        const pasted = stepsFromText(text);
        const refused = pasted.ok ? tryToAdd(store, pasted.steps) : pasted.problem;
        if (pasted.ok && refused === null) return true;
        const kind = pasted.ok ? 'broken' : pasted.reason;
        const reason = refused ? sayProblem(refused, t) : '';
        // That there is no room for them is not their fault.
        const isFull = refused !== null && fullCodes.includes(refused.code);
        const words = isFull ? reason : t(`editor.paste.${kind}`, { reason });
        notifyFault(t('editor.paste.refused'), words);
        return true;
      },
      moveBy: (id, by) => {
        const found = locateStep(store.getState().document, id);
        const list = found && listAt(store.getState().document, found.at);
        if (!found || !list) return;
        const index = found.at.index + (by === 1 ? 2 : -1);
        if (index < 0 || index > list.length) return;
        store.getState().apply({ type: 'move_step', id, to: { ...found.at, index } });
      },
    };
  }, [store, catalog, language]);
}

const fullCodes: readonly string[] = ['list_full', 'too_many_steps', 'branches_full'];

type Refusal = Pick<FlowProblem, 'code' | 'message' | 'about'>;
type Known = { store: EditorStore; catalog: Catalog; language: SpokenLanguage };

function removeSteps(ids: readonly string[], { store, catalog, language }: Known): void {
  const { t } = language;
  const steps = outermostSteps(store.getState().document, ids);
  const [first] = steps;
  if (!first) return;
  store.getState().apply({ type: 'remove_steps', ids: steps.map((step) => step.id) });
  const gone = store.getState().document;
  const count = steps.length;
  const title = stepTitle(first, { catalog, ...language });
  const undo = () => {
    // Later edits stay: only a page that is still as the deletion left it goes back.
    const state = store.getState();
    if (state.document === gone) state.undo();
    else tryDeed(() => addCopies(store, steps, whereToAdd(state)));
  };
  const words =
    count === 1
      ? t('editor.step.deleted', { step: title })
      : t('editor.step.deletedMany', { count });
  notifyWithUndo(words, undo);
}

function tryToAdd(store: EditorStore, steps: readonly Step[]): Refusal | null {
  try {
    addCopies(store, steps, whereToAdd(store.getState()));
    return null;
  } catch (error) {
    if (error instanceof OperationRefused) return error.problems[0] ?? error;
    throw error;
  }
}

/** Puts copies into a gap; they are chosen then, so that the next key is for them. */
function addCopies(store: EditorStore, steps: readonly Step[], at: Place): void {
  const { document, apply, select } = store.getState();
  const copies = [...copySteps(steps, takenIds(document))];
  apply({ type: 'add_steps', steps: copies, at });
  select(copies.at(-1)?.id ?? null);
  if (copies.length > 1) store.setState({ picked: copies.map((step) => step.id) });
}
