import { Group } from '@mantine/core';
import type { FlowSummary } from '@hookline/contract';
import { IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AppPath } from '../ui/AppIcon.js';
import { DataTable, type ColumnOf } from '../ui/DataTable.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { StateBadge } from '../ui/StateBadge.js';
import { formatCount } from '../words/format.js';
import { AttentionLink } from './AttentionLink.js';
import { FlowMenu } from './FlowMenu.js';

type Props = {
  flows: readonly FlowSummary[];
  onMore?: (() => void) | undefined;
  isLoadingMore?: boolean;
};

export function FlowTable({ flows, onMore, isLoadingMore }: Props) {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <DataTable
      caption={t('shell.flows')}
      columns={columns}
      rows={flows}
      keyOf={(flow) => flow.id}
      onMore={onMore}
      isLoadingMore={isLoadingMore ?? false}
    />
  );
}

function useColumns(): readonly ColumnOf<FlowSummary>[] {
  const { t, i18n } = useTranslation();
  const count = (value: number) => formatCount(value, i18n.language);
  return [
    {
      key: 'name',
      head: t('common.name'),
      isWhole: true,
      cell: (flow) => (
        <>
          <Link to="/flows/$flowId" params={{ flowId: flow.id }} title={flow.name}>
            {flow.name}
          </Link>
          <span className="hl-table-second">
            <FlowStanding flow={flow} />
          </span>
        </>
      ),
    },
    {
      key: 'state',
      head: t('flows.state'),
      isFolded: true,
      cell: (flow) => <FlowStanding flow={flow} />,
    },
    {
      key: 'care',
      head: t('flows.attention'),
      cell: (flow) => <AttentionLink flow={flow} />,
    },
    {
      key: 'apps',
      head: t('flows.path'),
      isWideOnly: true,
      cell: (flow) => <AppPath apps={flow.apps} />,
    },
    {
      key: 'last',
      head: t('flows.lastEvent'),
      isWideOnly: true,
      cell: (flow) => <RelativeTime at={flow.lastEventAt} />,
    },
    {
      key: 'received',
      head: t('flows.received'),
      isNumber: true,
      isWideOnly: true,
      cell: (flow) => count(flow.ledger.received),
    },
    {
      key: 'delivered',
      head: t('flows.delivered'),
      isNumber: true,
      isWideOnly: true,
      cell: (flow) => count(flow.ledger.succeeded),
    },
    {
      key: 'menu',
      head: t('common.actions'),
      isHeadHidden: true,
      width: 48,
      isNumber: true,
      cell: (flow) => <FlowMenu flow={flow} />,
    },
  ];
}

function FlowStanding({ flow }: { flow: FlowSummary }) {
  const { t } = useTranslation();
  return (
    <Group gap={6} wrap="nowrap">
      <StateBadge of="flow" state={flow.state} />
      {flow.state !== 'draft' && flow.hasUnpublishedChanges && (
        <IconPencil
          size={16}
          role="img"
          data-hint={t('flows.changed')}
          aria-label={t('flows.changed')}
          color="var(--mantine-color-dimmed)"
        />
      )}
    </Group>
  );
}
