import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StepTried } from '../state/editor-store.js';

type Props = { problemCount: number; tried: StepTried | undefined };

/** The state of a step in icon, word and colour: what is wrong, or how its last test went. */
export function StepState({ problemCount, tried }: Props) {
  const { t } = useTranslation();
  if (problemCount > 0) {
    return (
      <span className="hl-state" data-tone="care">
        <IconAlertTriangle size={14} stroke={2} aria-hidden />
        <span>{t('editor.chip.problems', { count: problemCount })}</span>
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
}
