import { walkSteps, type FlowDocument, type Step } from '@hookline/contract';
import type { Catalog } from '../words/catalog.js';
import type { EditorState, EditorStore } from './editor-store.js';
import { findStepProblems } from './flow-problems.js';
import { flowId, locateProblems, type StepProblem } from './locate-problems.js';
import { triggerId } from './trigger-id.js';
import { oneOfEach } from './one-of-each.js';

type ByStep = ReadonlyMap<string, readonly StepProblem[]>;

/** Keeps the store's list of problems true; a step that did not change is not looked at again. */
export function watchProblems(store: EditorStore, catalog: Catalog): () => void {
  const known = new WeakMap<Step, { readonly before: string; readonly found: StepProblem[] }>();
  const ours = (document: FlowDocument): StepProblem[] => {
    const steps = walkSteps(document);
    const ids = new Set(steps.map(({ step }) => step.id));
    const all = [...ids].join();
    return steps.flatMap((placed) => {
      const { step, before, loops } = placed;
      const key = [...before, '', ...loops, '', all].join();
      const last = known.get(step);
      if (last?.before === key) return last.found;
      const found = findStepProblems({ ...placed, ids }, catalog);
      known.set(step, { before: key, found });
      return found;
    });
  };
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
  return locateProblems(saved, serverProblems).filter(({ stepId }) => {
    if (stepId === triggerId) return document.trigger === saved.trigger;
    // What belongs to the flow as a whole is set on a page of its own.
    return stepId === flowId || now.get(stepId) === then.get(stepId);
  });
}

/** One list a step, one fault a place; a list that says the same stays the same object. */
function gathered(all: readonly StepProblem[], before: ByStep): ByStep {
  const byStep = new Map<string, StepProblem[]>();
  for (const problem of oneOfEach(all)) {
    byStep.set(problem.stepId, [...(byStep.get(problem.stepId) ?? []), problem]);
  }
  return new Map(
    [...byStep].map(([id, list]) => {
      const last = before.get(id);
      return [id, last && JSON.stringify(last) === JSON.stringify(list) ? last : list];
    }),
  );
}
