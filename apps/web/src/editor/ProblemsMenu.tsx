import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { MenuFrame } from '../ui/MenuFrame.js';
import { useEditor, useEditorTools } from './state/editor-context.js';
import type { EditorState } from './state/editor-store.js';
import { useAllProblems } from './state/use-all-problems.js';
import { problemInWords } from './words/problem-in-words.js';
import { useLanguage } from './words/use-language.js';

const documentOf = (state: EditorState) => state.document;

/** Everything that is wrong, each one click away from its field. */
export function ProblemsMenu({ target }: { target: ReactElement }) {
  const { store, catalog } = useEditorTools();
  const language = useLanguage();
  const document = useEditor(documentOf);
  const all = useAllProblems();
  return (
    <MenuFrame target={target} position="bottom-end" width={340}>
      {all.map((problem) => {
        const { stepId, pointer, code, about } = problem;
        const { step, words, tab, isOfFlow } = problemInWords(problem, {
          ...language,
          document,
          catalog,
        });
        const key = [stepId, pointer, code, about].join();
        const said = (
          <>
            <strong>{step}</strong>
            <br />
            {words}
          </>
        );
        if (isOfFlow) return <SettingsItem key={key}>{said}</SettingsItem>;
        return (
          <Menu.Item key={key} onClick={() => store.getState().open(stepId, tab, pointer)}>
            {said}
          </Menu.Item>
        );
      })}
    </MenuFrame>
  );
}

const flowIdOf = (state: EditorState) => state.flow.id;

/** What belongs to the flow as a whole is put right in its settings. */
function SettingsItem({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  const flowId = useEditor(flowIdOf);
  return (
    <Menu.Item onClick={() => void navigate({ to: '/flows/$flowId/settings', params: { flowId } })}>
      {children}
    </Menu.Item>
  );
}
