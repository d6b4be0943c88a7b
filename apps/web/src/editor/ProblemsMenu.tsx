import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
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
        const { step, words, tab } = problemInWords(problem, { ...language, document, catalog });
        return (
          <Menu.Item
            key={problem.stepId + problem.pointer}
            onClick={() => store.getState().open(problem.stepId, tab, problem.pointer)}
          >
            <strong>{step}</strong>
            <br />
            {words}
          </Menu.Item>
        );
      })}
    </MenuFrame>
  );
}
