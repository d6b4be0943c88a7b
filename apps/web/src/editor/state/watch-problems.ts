import { walkSteps, type FlowDocument, type Step } from '@hookline/contract';
import type { Catalog } from '../words/catalog.js';
import type { EditorState, EditorStore } from './editor-store.js';
import { findStepProblems } from './flow-problems.js';
import { locateProblems, type StepProblem } from './locate-problems.js';

type ByStep = ReadonlyMap<string, readonly StepProblem[]>;

/** Keeps the store's list of problems true; a step that did not change is not looked at again. */
export function watchProblems(store: EditorStore, catalog: Catalog): () => void {
  const known = new WeakMap<Step, { readonly before: string; readonly found: StepProblem[] }>();
  const ours = (document: FlowDocument): StepProblem[] =>
    walkSteps(document).flatMap((placed) => {
      const { step, before, loops } = placed;
      const key = [...before, '', ...loops].join();
      const last = known.get(step);
      if (last?.before === key) return last.found;
      const found = findStepProblems(placed, catalog);
      known.set(step, { before: key, found });
      return found;
    });
  const look = (state: EditorState) => {
    const all = [...ours(state.document), ...fromServer(state)];
    store.setState({ problems: gathered(all, state.problems) });
  };
  look(store.getState());
  return store.subscribe((state, before) => {
    const isNews =
      state.document !== before.document ||
      state.saved !== before.saved ||
      state.serverProblems !== before.serverProblems;
    if (isNews) look(state);
  });
}

/** The server's findings, where the step is still as the server saw it. */
function fromServer({ document, saved, serverProblems }: EditorState): readonly StepProblem[] {
  if (serverProblems.length === 0) return [];
  const now = new Map(walkSteps(document).map(({ step }) => [step.id, step]));
  const then = new Map(walkSteps(saved).map(({ step }) => [step.id, step]));
  return locateProblems(saved, serverProblems).filter(({ stepId }) =>
    stepId === 'trigger'
      ? document.trigger === saved.trigger
      : now.get(stepId) === then.get(stepId),
  );
}

/** The page names the field, the server the very place in it. */
function isSame(one: StepProblem, other: StepProblem): boolean {
  if (one.pointer === other.pointer) return true;
  const isWithin =
    one.pointer.startsWith(`${other.pointer}/`) || other.pointer.startsWith(`${one.pointer}/`);
  return isWithin && one.code === other.code && one.about === other.about;
}

/** One list a step, one fault a place; a list that says the same stays the same object. */
function gathered(all: readonly StepProblem[], before: ByStep): ByStep {
  const byStep = new Map<string, StepProblem[]>();
  for (const problem of all) {
    const list = byStep.get(problem.stepId) ?? [];
    if (!list.some((one) => isSame(one, problem))) list.push(problem);
    byStep.set(problem.stepId, list);
  }
  return new Map(
    [...byStep].map(([id, list]) => {
      const last = before.get(id);
      return [id, last && JSON.stringify(last) === JSON.stringify(list) ? last : list];
    }),
  );
}
