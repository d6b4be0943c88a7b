import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { useProblems } from '../state/use-problems.js';

const triedOf = (state: EditorState) => state.tried;

/** The state of a step in icon, word and colour: what is wrong, or how its last test went. */
export const StepChip = memo(function StepChip({ id }: { id: string }) {
  const { t } = useTranslation();
  const problems = useProblems(id);
  const tried = useEditor(triedOf)[id];
  if (problems.length > 0) {
    return (
      <span className="hl-state" data-tone="care">
        <IconAlertTriangle size={14} stroke={2} aria-hidden />
        <span>{t('editor.chip.problems', { count: problems.length })}</span>
      </span>
    );
  }
  if (!tried) return null;
  return tried.result.ok ? (
    <span className="hl-state" data-tone="good">
      <IconCheck size={14} stroke={2} aria-hidden />
      <span>{t('editor.chip.tested')}</span>
    </span>
  ) : (
    <span className="hl-state" data-tone="bad">
      <IconX size={14} stroke={2} aria-hidden />
      <span>{t('editor.chip.testFailed')}</span>
    </span>
  );
});
