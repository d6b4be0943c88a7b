import { copyStep, listAt, locateStep, takenIds } from '@hookline/contract';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { whereToAdd } from '../palette/where-to-add.js';
import { stepTitle } from '../words/step-title.js';
import { useLanguage } from '../words/use-language.js';
import { stepsFromText, stepsToText } from './step-clipboard.js';

export type StepDeeds = {
  readonly remove: (id: string) => void;
  readonly duplicate: (id: string) => void;
  readonly copy: (id: string) => void;
  readonly textOf: (id: string) => string | null;
  readonly paste: (text: string) => boolean;
  readonly moveBy: (id: string, by: 1 | -1) => void;
};

/** The deeds that menus and keys share. */
export function useStepDeeds(): StepDeeds {
  const { store, catalog } = useEditorTools();
  const language = useLanguage();
  return useMemo(() => {
    const find = (id: string) => locateStep(store.getState().document, id);
    const textOf = (id: string) => {
      const found = find(id);
      return found ? stepsToText([found.step]) : null;
    };
    const { t } = language;
    return {
      textOf,
      remove: (id) => {
        const found = find(id);
        if (!found) return;
        const title = stepTitle(found.step, { catalog, ...language });
        store.getState().apply({ type: 'remove_step', id });
        const gone = store.getState().document;
        const toast = notifications.show({
          autoClose: 8_000,
          message: (
            <Group justify="space-between" wrap="nowrap">
              <span>{t('editor.step.deleted', { step: title })}</span>
              <Button
                size="compact-sm"
                variant="light"
                onClick={() => {
                  // Later edits stay: only a page that is still as the deletion left it goes back.
                  const state = store.getState();
                  if (state.document === gone) state.undo();
                  else state.apply({ type: 'add_step', step: found.step, at: whereToAdd(state) });
                  notifications.hide(toast);
                }}
              >
                {t('editor.undo')}
              </Button>
            </Group>
          ),
        });
      },
      duplicate: (id) => {
        store.getState().apply({ type: 'duplicate_step', id });
        const at = find(id)?.at;
        const { document, select } = store.getState();
        if (at) select(listAt(document, at)?.[at.index + 1]?.id ?? id);
      },
      copy: (id) => {
        const text = textOf(id);
        if (text === null) return;
        void navigator.clipboard
          .writeText(text)
          .then(() => notifications.show({ message: t('editor.step.copied') }));
      },
      paste: (text) => {
        const steps = stepsFromText(text);
        for (const step of steps) {
          const state = store.getState();
          const copy = copyStep(step, takenIds(state.document));
          state.apply({ type: 'add_step', step: copy, at: whereToAdd(state) });
          store.getState().select(copy.id);
        }
        return steps.length > 0;
      },
      moveBy: (id, by) => {
        const found = find(id);
        const list = found && listAt(store.getState().document, found.at);
        if (!found || !list) return;
        const index = found.at.index + (by === 1 ? 2 : -1);
        if (index < 0 || index > list.length) return;
        store.getState().apply({ type: 'move_step', id, to: { ...found.at, index } });
      },
    };
  }, [store, catalog, language]);
}
