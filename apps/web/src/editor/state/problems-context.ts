import { createContext, useContext, useMemo } from 'react';
import { walkSteps } from '@hookline/contract';
import { useCatalog, useEditor } from './editor-context.js';
import type { EditorState } from './editor-store.js';
import { findProblems, locateProblems, type StepProblem } from './flow-problems.js';

const none: readonly StepProblem[] = [];
type ByStep = ReadonlyMap<string, readonly StepProblem[]>;

export const ProblemsContext = createContext<ByStep>(new Map());

export const useProblems = (stepId: string): readonly StepProblem[] =>
  useContext(ProblemsContext).get(stepId) ?? none;

const documentOf = (state: EditorState) => state.document;
const savedOf = (state: EditorState) => state.saved;
const serverProblemsOf = (state: EditorState) => state.serverProblems;

/** Our own findings, and the server's where the step is still as the server saw it. */
export function useProblemsSource(): ByStep {
  const catalog = useCatalog();
  const document = useEditor(documentOf);
  const saved = useEditor(savedOf);
  const fromServer = useEditor(serverProblemsOf);
  return useMemo(() => {
    const byStep = new Map<string, StepProblem[]>();
    const add = (problem: StepProblem) => {
      const list = byStep.get(problem.stepId) ?? [];
      const isKnown = list.some((one) => one.pointer === problem.pointer);
      if (!isKnown) byStep.set(problem.stepId, [...list, problem]);
    };
    findProblems(document, catalog).forEach(add);
    const now = new Map(walkSteps(document).map(({ step }) => [step.id, step]));
    const then = new Map(walkSteps(saved).map(({ step }) => [step.id, step]));
    for (const problem of locateProblems(saved, fromServer)) {
      const isSame =
        problem.stepId === 'trigger'
          ? document.trigger === saved.trigger
          : now.get(problem.stepId) === then.get(problem.stepId);
      if (isSame) add(problem);
    }
    return byStep;
  }, [catalog, document, saved, fromServer]);
}
