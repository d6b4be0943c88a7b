import { Button, Group, Progress, Select, Stack, Switch, Text } from '@mantine/core';
import { maxShadowEvents, type FlowView } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FaultNote } from '../../ui/FaultNote.js';
import { Note } from '../../ui/Note.js';
import { formatCount } from '../../words/format.js';
import type { ShadowSum } from './merge-batches.js';
import { ShadowResult } from './ShadowResult.js';
import { useShadowRun } from './use-shadow-run.js';

const amounts = [20, 100, 300, maxShadowEvents];

/** The draft worked through on what has really arrived, without any effect, beside the live version. */
export function ShadowRun({ flow }: { flow: FlowView }) {
  const { t, i18n } = useTranslation();
  const [events, setEvents] = useState(100);
  const [canRead, setCanRead] = useState(false);
  const shadow = useShadowRun(flow);
  const isRunning = shadow.phase === 'running';
  const start = () => shadow.start({ events, reads: canRead ? 'allowed' : 'records' });
  return (
    <Stack gap="sm" data-testid="shadow">
      <Text c="dimmed">{t('shadow.help')}</Text>
      <Group align="flex-end" gap="sm">
        <Select
          label={t('shadow.howMany')}
          w={230}
          allowDeselect={false}
          disabled={isRunning}
          value={String(events)}
          data={amounts.map((count) => ({
            value: String(count),
            label: t('shadow.last', { count, shown: formatCount(count, i18n.language) }),
          }))}
          onChange={(value) => setEvents(Number(value ?? events))}
        />
        {isRunning ? (
          <Button variant="default" onClick={shadow.stop}>
            {t('shadow.stop')}
          </Button>
        ) : (
          <Button variant="light" onClick={start}>
            {shadow.phase === 'idle' ? t('shadow.start') : t('shadow.again')}
          </Button>
        )}
      </Group>
      <Switch
        label={t('shadow.reads')}
        description={t('shadow.readsHelp')}
        checked={canRead}
        disabled={isRunning}
        onChange={(event) => setCanRead(event.currentTarget.checked)}
      />
      {isRunning && <Gone sum={shadow.sum} events={events} />}
      <div aria-live="polite">
        {shadow.phase === 'unsaved' && <Note tone="care">{t('shadow.unsaved')}</Note>}
        {shadow.phase === 'stopped' && (
          <Text c="dimmed">{t('shadow.stopped', { count: shadow.sum?.events ?? 0 })}</Text>
        )}
        <FaultNote fault={shadow.fault} />
        {!isRunning && shadow.sum && <ShadowResult sum={shadow.sum} flow={flow} />}
      </div>
    </Stack>
  );
}

function Gone({ sum, events }: { sum: ShadowSum | null; events: number }) {
  const { t, i18n } = useTranslation();
  const total = sum?.total ?? events;
  const done = sum?.events ?? 0;
  const say = (count: number) => formatCount(count, i18n.language);
  const words = t('shadow.gone', { done: say(done), total: say(total) });
  return (
    <div>
      <Text size="sm">{words}</Text>
      <Progress.Root size={6} mt={4}>
        <Progress.Section value={total === 0 ? 0 : (100 * done) / total} aria-label={words} />
      </Progress.Root>
    </div>
  );
}
