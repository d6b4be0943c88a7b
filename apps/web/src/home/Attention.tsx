import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import type { ConnectionView, FlowSummary } from '@hookline/contract';
import {
  IconCheck,
  IconClock,
  IconFlag,
  IconPlugConnectedX,
  IconUnlink,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { connectionListQuery } from '../api/connections.js';
import { attentionQuery } from '../api/replays.js';
import { Refusing } from './Refusing.js';

/** What waits for a person, one line each, with the way to it. */
export function Attention({
  flows,
  hasAlarm,
}: {
  flows: readonly FlowSummary[];
  hasAlarm: boolean;
}) {
  const { t } = useTranslation();
  const { data } = useQuery(connectionListQuery);
  const attention = useQuery(attentionQuery).data;
  const { refusing = [], leftBehind = [] } = attention ?? {};
  const broken = (data?.items ?? []).filter((one) => one.state === 'needs_reconnect');
  const stuck = flows.filter((flow) => flow.needsAttention > 0);
  const holding = flows.filter((flow) => flow.ledger.held > 0);
  const lines = [refusing, broken, stuck, holding, leftBehind];
  if (lines.every(({ length }) => length === 0)) {
    return hasAlarm || attention === undefined ? null : (
      <Group gap={6} c="var(--hl-good)">
        <IconCheck size={18} aria-hidden />
        <Text>{t('home.allWell')}</Text>
      </Group>
    );
  }
  return (
    <section>
      <Group gap="md" mb="xs">
        <Title order={2}>{t('home.attention')}</Title>
        {stuck.length > 0 && (
          <Anchor renderRoot={(root) => <Link to="/attention" {...root} />}>
            {t('home.byCause')}
          </Anchor>
        )}
      </Group>
      <ul className="hl-attention hl-surface">
        {refusing.map((flow) => (
          <Refusing key={`refusing-${flow.flowId}`} flow={flow} />
        ))}
        {broken.map((connection) => (
          <Broken key={connection.id} connection={connection} />
        ))}
        {stuck.map((flow) => (
          <Stuck key={flow.id} flow={flow} />
        ))}
        {holding.map((flow) => (
          <Holding key={`held-${flow.id}`} flow={flow} />
        ))}
        {leftBehind.length > 0 && <LeftBehind count={leftBehind.length} />}
      </ul>
    </section>
  );
}

function Broken({ connection }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  return (
    <li>
      <IconPlugConnectedX size={18} color="var(--hl-care)" aria-hidden />
      <span className="hl-wrap">{t('home.reconnect', { name: connection.name })}</span>
      <Button
        size="compact-sm"
        variant="light"
        renderRoot={(root) => <Link to="/connections" search={{ edit: connection.id }} {...root} />}
      >
        {t('home.reconnectAct')}
      </Button>
    </li>
  );
}

function Stuck({ flow }: { flow: FlowSummary }) {
  const { t } = useTranslation();
  return (
    <li>
      <IconFlag size={18} color="var(--hl-care)" aria-hidden />
      <span className="hl-wrap">
        {flow.name}: {t('flows.stuck', { count: flow.needsAttention })}
      </span>
      <Button
        size="compact-sm"
        variant="light"
        renderRoot={(root) => (
          <Link
            to="/flows/$flowId/runs"
            params={{ flowId: flow.id }}
            search={{ status: 'needs_attention' }}
            {...root}
          />
        )}
      >
        {t('home.showRuns', { count: flow.needsAttention })}
      </Button>
    </li>
  );
}

function Holding({ flow }: { flow: FlowSummary }) {
  const { t } = useTranslation();
  return (
    <li>
      <IconClock size={18} color="var(--hl-wait)" aria-hidden />
      <span className="hl-wrap">
        {flow.name}: {t('flows.heldCount', { count: flow.ledger.held })}
      </span>
      <Button
        size="compact-sm"
        variant="light"
        renderRoot={(root) => (
          <Link
            to="/flows/$flowId/inbox"
            params={{ flowId: flow.id }}
            search={{ state: 'held' }}
            {...root}
          />
        )}
      >
        {t('home.decide')}
      </Button>
    </li>
  );
}

function LeftBehind({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <li>
      <IconUnlink size={18} color="var(--hl-care)" aria-hidden />
      <span className="hl-wrap">{t('home.leftBehind', { count })}</span>
      <Button
        size="compact-sm"
        variant="light"
        renderRoot={(root) => <Link to="/attention" {...root} />}
      >
        {t('home.leftBehindAct')}
      </Button>
    </li>
  );
}
