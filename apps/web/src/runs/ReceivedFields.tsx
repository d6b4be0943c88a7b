import { Text } from '@mantine/core';
import type { RunView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { FieldTable } from '../inbox/FieldTable.js';

/** What was received, as long as it is kept. */
export function ReceivedFields({ run }: { run: RunView }) {
  const { t } = useTranslation();
  if (run.isEventKept) return <FieldTable payload={run.trigger} />;
  return <Text c="dimmed">{t('runs.eventDropped')}</Text>;
}
