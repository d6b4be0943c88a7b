import { useTranslation } from 'react-i18next';
import { valueAsRead } from '../preview/value-in-words.js';
import type { PickerEntry } from './picker-entries.js';

/**
 * What past events say about the marked field: how many carried it, and what it looked like. Its place
 * is kept where nothing is said: a list that grows and shrinks moves away from the hand that points at it.
 */
export function PickerFoot({ entry }: { entry: PickerEntry | undefined }) {
  const { t } = useTranslation();
  if (entry === undefined || entry.sharePercent === null) return <p className="hl-picker-foot" />;
  const { sharePercent: percent } = entry;
  const examples = entry.examples.map((one) => valueAsRead(one, 40)).join(' · ');
  return (
    <p className="hl-picker-foot" data-testid="picker-foot">
      {t('editor.picker.seen', { percent })}
      {examples !== '' && (
        <span title={entry.examples.map((one) => valueAsRead(one, 400)).join('\n')}>
          {t('editor.picker.examples', { examples })}
        </span>
      )}
    </p>
  );
}
