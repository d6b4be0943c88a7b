import { Anchor, Text } from '@mantine/core';
import type { BalanceView } from '@hookline/contract';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Note } from '../ui/Note.js';

/** Events and runs that do not match each other: rare, serious, and said in plain words. */
export function BalanceAlarm({ faults }: { faults: BalanceView['faults'] }) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <Note role="alert" tone="bad" icon={<IconAlertTriangle />} title={t('home.alarmTitle')}>
      {faults.map(({ kind, count, sampleEventId }) => (
        <Text key={kind}>
          {t(`home.alarm.${kind}`, { count })}{' '}
          {kind !== 'run_without_event' && (
            <Anchor
              renderRoot={(root) => (
                <Link to="/inbox" search={{ event: sampleEventId }} {...root} />
              )}
            >
              {t('home.alarmOpen')}
            </Anchor>
          )}
        </Text>
      ))}
      <Text>{t('home.alarmHelp')}</Text>
    </Note>
  );
}
