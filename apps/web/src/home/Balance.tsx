import { Text } from '@mantine/core';
import type { Ledger } from '@hookline/contract';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../words/format.js';
import './Balance.css';

const parts = [
  { key: 'succeeded', tone: 'good' },
  { key: 'stuck', tone: 'care' },
  { key: 'open', tone: 'wait' },
  { key: 'held', tone: 'wait' },
  { key: 'filtered', tone: 'quiet' },
  { key: 'duplicate', tone: 'quiet' },
  { key: 'failed', tone: 'bad' },
  { key: 'rejected', tone: 'bad' },
  { key: 'cancelled', tone: 'quiet' },
  { key: 'test', tone: 'try' },
] as const;

type Props = {
  sums: Ledger;
  /** Runs that wait for a person; the ledger has them among the open ones. */
  stuck: number;
};

/** The accounting in one sentence: everything that came in is somewhere, and the sum shows it. */
export function Balance({ sums, stuck: waiting }: Props) {
  const { t, i18n } = useTranslation();
  const stuck = Math.min(waiting, sums.open);
  const counts = { ...sums, open: sums.open - stuck, stuck };
  const shown = parts.filter(({ key }) => counts[key] > 0);
  const received = formatCount(sums.received, i18n.language);
  return (
    <section className="hl-balance hl-surface" aria-label={t('home.balance')}>
      <p className="hl-balance-sentence">
        <strong>{t('home.cameIn', { count: sums.received, shown: received })}</strong>
        {shown.map(({ key, tone }, index) => (
          <span key={key}>
            {index === 0 ? ' = ' : ' + '}
            <span className="hl-balance-part" data-tone={tone}>
              {t(`home.part.${key}`, {
                count: counts[key],
                shown: formatCount(counts[key], i18n.language),
              })}
            </span>
          </span>
        ))}
      </p>
      {sums.received > 0 && (
        <div className="hl-balance-bar" aria-hidden>
          {shown.map(({ key, tone }) => (
            <span key={key} data-tone={tone} style={{ flexGrow: counts[key] }} />
          ))}
        </div>
      )}
      {!sums.balanced && (
        <Text c="var(--hl-bad)" mt="xs">
          <IconAlertTriangle size={16} style={{ verticalAlign: '-3px' }} aria-hidden />{' '}
          {t('home.unbalanced')}
        </Text>
      )}
    </section>
  );
}
