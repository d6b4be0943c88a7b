import { Text, Title } from '@mantine/core';
import type { EventSummary, Words } from '@hookline/contract';
import { IconAntenna, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { eventListQuery, eventQuery } from '../../api/history.js';
import { rowsOf } from '../../api/pages.js';
import { FieldTable } from '../../inbox/FieldTable.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { RelativeTime } from '../../ui/RelativeTime.js';

type Labels = Readonly<Record<string, Words>>;
const isLead = (event: EventSummary) =>
  event.state !== 'test' && event.state !== 'rejected' && event.bodyBytes > 0;

/** Waits, hears the sender's test, shows the first real fields. It asks again when the server says so. */
export function FirstRequest({ flowId, labels }: { flowId: string; labels: Labels }) {
  const query = useInfiniteQuery(eventListQuery({ flowId }));
  if (query.data === undefined && query.error !== null) {
    return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />;
  }
  const events = rowsOf(query.data);
  const lead = events.find(isLead);
  return (
    <div aria-live="polite">
      {lead !== undefined ? (
        <Captured event={lead} labels={labels} />
      ) : (
        <Listening latest={events[0]} />
      )}
    </div>
  );
}

function Listening({ latest }: { latest: EventSummary | undefined }) {
  const { t } = useTranslation();
  if (latest === undefined) {
    return <Light tone="wait" title={t('newFlow.waiting')} help={t('newFlow.waitingHelp')} />;
  }
  if (latest.state === 'rejected') {
    const help = latest.reason ?? t('newFlow.rejectedHelp');
    return <Light tone="bad" title={t('newFlow.rejected')} help={help} />;
  }
  return <Light tone="good" title={t('newFlow.connected')} help={t('newFlow.connectedHelp')} />;
}

function Captured({ event, labels }: { event: EventSummary; labels: Labels }) {
  const { t } = useTranslation();
  const { data } = useQuery(eventQuery(event.id));
  return (
    <>
      <Light tone="good" title={t('newFlow.captured')} help={t('newFlow.capturedHelp')} />
      <Text c="dimmed" my="xs">
        <RelativeTime at={event.receivedAt} />
      </Text>
      {data !== undefined && <FieldTable payload={data.payload} labels={labels} />}
    </>
  );
}

const lights = { wait: IconAntenna, good: IconCircleCheck, bad: IconCircleX } as const;
type LightProps = { tone: keyof typeof lights; title: string; help: string };

function Light({ tone, title, help }: LightProps) {
  const Icon = lights[tone];
  return (
    <div className="hl-light" data-tone={tone}>
      <Icon size={28} stroke={1.7} aria-hidden />
      <div>
        <Title order={2}>{title}</Title>
        <Text c="dimmed" className="hl-wrap">
          {help}
        </Text>
      </div>
    </div>
  );
}
