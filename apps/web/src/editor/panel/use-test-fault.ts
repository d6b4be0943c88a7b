import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { runFaultInWords } from '../../ui/run-fault-in-words.js';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { useStep } from '../state/use-step.js';

const triedOf = (state: EditorState) => state.tried;

/** What the last test said against a field, for as long as the step stays as it was tested. */
export function useTestFault(stepId: string) {
  const { t } = useTranslation();
  const tried = useEditor(triedOf)[stepId];
  const step = useStep(stepId);
  return useMemo(() => {
    const error = tried?.result.error;
    if (!error || error.pointer === null || tried?.step !== step) return null;
    const pointer = error.pointer.startsWith('/input') ? error.pointer : `/input${error.pointer}`;
    return { pointer, message: runFaultInWords(error, t).words };
  }, [tried, step, t]);
}
