import { useTranslation } from 'react-i18next';
import { formatExact, formatRelative } from '../words/format.js';
import { useNow } from './use-now.js';

/** "3 min ago", and the exact moment for those who hover or listen. */
export function RelativeTime({ at }: { at: string | null }) {
  const { t, i18n } = useTranslation();
  const nowMs = useNow();
  if (at === null) return <span>{t('common.never')}</span>;
  const exact = formatExact(at, i18n.language);
  return (
    <time dateTime={at} aria-label={exact} data-hint={exact} style={{ whiteSpace: 'nowrap' }}>
      {formatRelative(at, nowMs, i18n.language)}
    </time>
  );
}
