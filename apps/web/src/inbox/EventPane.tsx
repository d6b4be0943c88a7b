import { ActionIcon, Anchor, Group, Tabs, Text, Title } from '@mantine/core';
import type { EventView } from '@hookline/contract';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../api/catalog.js';
import { eventQuery } from '../api/history.js';
import { CopyLine } from '../ui/CopyLine.js';
import { JsonView } from '../ui/JsonView.js';
import { Loaded } from '../ui/Loaded.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { StateBadge } from '../ui/StateBadge.js';
import { BatchNote } from './BatchNote.js';
import { EventOutcome } from './EventOutcome.js';
import { EventTools } from './EventTools.js';
import { FieldTable } from './FieldTable.js';
import { FileList } from './FileList.js';
import { RequestTable } from './RequestTable.js';
import { isBodyUnread } from './unread-body.js';
import { useOrigin } from './use-origin.js';

/** One request: what it became, what it carried, and exactly what came over the wire. */
export function EventPane({ id, onBack }: { id: string; onBack: () => void }) {
  const query = useQuery(eventQuery(id));
  const { t } = useTranslation();
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        hiddenFrom="md"
        onClick={onBack}
        aria-label={t('inbox.back')}
        mb="xs"
      >
        <IconArrowLeft size={18} />
      </ActionIcon>
      <Loaded query={query} shape="panel">
        {(event) => <EventDetails event={event} />}
      </Loaded>
    </>
  );
}

function EventDetails({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const labels = useLabels(event);
  return (
    <>
      <Group gap="sm" mb={4}>
        <Title order={2} className="hl-wrap" dir="auto">
          {event.summary || t('inbox.noSummary')}
        </Title>
        <StateBadge of="event" state={event.state} />
      </Group>
      <Group gap="md" mb="md" c="dimmed">
        <RelativeTime at={event.receivedAt} />
        <Origin event={event} />
        <CopyLine value={event.id} what={t('inbox.id')} />
      </Group>
      <EventOutcome event={event} />
      <BatchNote event={event} />
      <EventTools event={event} />
      <FileList event={event} />
      <Tabs defaultValue="fields" keepMounted={false} mt="md">
        <Tabs.List mb="md">
          <Tabs.Tab value="fields">{t('inbox.fields')}</Tabs.Tab>
          <Tabs.Tab value="parsed">{t('inbox.parsed')}</Tabs.Tab>
          <Tabs.Tab value="raw">{t('inbox.raw')}</Tabs.Tab>
          <Tabs.Tab value="headers">{t('inbox.headers')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="fields">
          {isBodyUnread(event) ? (
            <Unread />
          ) : (
            <FieldTable payload={event.payload} labels={labels} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="parsed">
          {isBodyUnread(event) ? (
            <Unread />
          ) : (
            <JsonView value={event.payload} what={t('inbox.parsed')} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="raw">
          <RawBody event={event} />
        </Tabs.Panel>
        <Tabs.Panel value="headers">
          <RequestTable event={event} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function useLabels(event: EventView) {
  const { flow } = useOrigin(event);
  const { data: catalog } = useQuery(catalogQuery);
  const app = catalog?.apps.find((one) => one.key === flow?.draft.trigger.app);
  return app?.triggers.find((one) => one.key === flow?.draft.trigger.event)?.labels ?? {};
}

/** The way to the flow or the catcher that it came to. */
function Origin({ event }: { event: EventView }) {
  const { isCaught, name } = useOrigin(event);
  const { flowId } = event;
  return (
    <Anchor
      className="hl-cut"
      maw={280}
      renderRoot={(root) =>
        isCaught ? (
          <Link to="/catchers/$catcherId" params={{ catcherId: flowId }} {...root} />
        ) : (
          <Link to="/flows/$flowId" params={{ flowId }} {...root} />
        )
      }
    >
      {name ?? flowId}
    </Anchor>
  );
}

function Unread() {
  const { t } = useTranslation();
  return <Text c="dimmed">{t('inbox.unread')}</Text>;
}

function RawBody({ event }: { event: EventView }) {
  const { t } = useTranslation();
  if (isBodyUnread(event)) return <Unread />;
  if (event.bodyBytes === 0) return <Text c="dimmed">{t('inbox.noBody')}</Text>;
  if (event.rawText !== null) return <JsonView value={event.rawText} what={t('inbox.raw')} />;
  return <Text c="dimmed">{t('inbox.noText')}</Text>;
}
