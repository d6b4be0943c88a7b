import { Menu } from '@mantine/core';
import { locateStep } from '@hookline/contract';
import type { ReactElement } from 'react';
import { MenuFrame } from '../ui/MenuFrame.js';
import { useEditor, useEditorTools } from './state/editor-context.js';
import { triggerId, type EditorState } from './state/editor-store.js';
import type { StepProblem } from './state/flow-problems.js';
import { useAllProblems } from './state/use-all-problems.js';
import { problemInWords } from './words/problem-in-words.js';
import { stepTitle } from './words/step-title.js';
import { useLanguage } from './words/use-language.js';

const documentOf = (state: EditorState) => state.document;

/** Everything that is wrong, each one click away from its field. */
export function ProblemsMenu({ target }: { target: ReactElement }) {
  const { store, catalog } = useEditorTools();
  const language = useLanguage();
  const flow = useEditor(documentOf);
  const { t, say } = language;
  const all = useAllProblems();
  const stepName = (id: string) => {
    const step = locateStep(flow, id)?.step;
    return step ? stepTitle(step, { catalog, ...language }) : t('editor.trigger.source');
  };
  const words = (problem: StepProblem) => {
    const step = locateStep(flow, problem.stepId)?.step;
    const fields =
      step?.type === 'action' ? (catalog.action(step.app, step.action)?.input ?? []) : [];
    const fieldName = (key: string) => {
      const field = fields.find((one) => one.key === key);
      return field ? say(field.label) : key;
    };
    return problemInWords(problem, { t, fieldName });
  };
  const tabOf = ({ stepId, pointer }: StepProblem) =>
    stepId === triggerId || pointer === '/connectionId' || pointer === '/action'
      ? 'setup'
      : 'fields';
  return (
    <MenuFrame target={target} position="bottom-end" width={340}>
      {all.map((problem) => (
        <Menu.Item
          key={problem.stepId + problem.pointer}
          onClick={() => store.getState().open(problem.stepId, tabOf(problem))}
        >
          <strong>{stepName(problem.stepId)}</strong>
          <br />
          {words(problem)}
        </Menu.Item>
      ))}
    </MenuFrame>
  );
}
