import { Button, Group } from '@mantine/core';
import { walkSteps, type FlowVersionView } from '@hookline/contract';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowQuery, flowVersionsQuery } from '../api/flows.js';
import { DataTable, type ColumnOf } from '../ui/DataTable.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { StateBadge } from '../ui/StateBadge.js';
import { CompareView } from './versions/CompareView.js';
import { NameDialog } from './versions/NameDialog.js';
import { TakeBackDialog } from './versions/TakeBackDialog.js';

const route = getRouteApi('/inside/flows/$flowId/versions');

type Asked = { readonly what: 'takeBack' | 'name'; readonly version: FlowVersionView };

/** What was ever live: names, differences, and the way back to each. */
export function VersionsTab() {
  const { t } = useTranslation();
  const { flowId } = route.useParams();
  const { left, right } = route.useSearch();
  const navigate = route.useNavigate();
  const flow = useQuery(flowQuery(flowId)).data;
  const query = useQuery(flowVersionsQuery(flowId));
  const [asked, setAsked] = useState<Asked | null>(null);
  const compare = (chosen: { left: string; right: string }) =>
    void navigate({ search: chosen, replace: true });
  const columns = useColumns(flow?.published?.versionId, {
    onAsk: setAsked,
    onCompare: ({ number }) => compare({ left: String(number), right: 'draft' }),
  });
  const close = () => setAsked(null);
  return (
    <div className="hl-page" style={{ width: '100%' }}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={IconHistory}
              title={t('flows.noVersions')}
              help={t('flows.noVersionsHelp')}
            />
          ) : (
            <>
              <DataTable
                caption={t('flows.tab.versions')}
                columns={columns}
                rows={items}
                keyOf={(version) => version.id}
              />
              {flow && left !== undefined && (
                <CompareView
                  flow={flow}
                  versions={items}
                  chosen={{ left, right: right ?? 'draft' }}
                  onChoose={compare}
                />
              )}
            </>
          )
        }
      </Loaded>
      {flow && asked?.what === 'takeBack' && (
        <TakeBackDialog flow={flow} version={asked.version} onClose={close} />
      )}
      {asked?.what === 'name' && (
        <NameDialog flowId={flowId} version={asked.version} onClose={close} />
      )}
    </div>
  );
}

type Acts = {
  readonly onAsk: (asked: Asked) => void;
  readonly onCompare: (version: FlowVersionView) => void;
};

function useColumns(
  liveId: string | undefined,
  { onAsk, onCompare }: Acts,
): readonly ColumnOf<FlowVersionView>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'number',
      head: t('flows.versionHead'),
      isWhole: true,
      cell: (version) => (
        <>
          {t('flows.version', { number: version.number })}
          {version.name !== null && <strong className="hl-wrap"> {version.name}</strong>}{' '}
          {version.id === liveId && <StateBadge of="flow" state="live" />}
          <span className="hl-table-second">
            <RelativeTime at={version.publishedAt} />
          </span>
        </>
      ),
    },
    {
      key: 'steps',
      head: t('flows.steps'),
      isNumber: true,
      isWideOnly: true,
      cell: (version) => walkSteps(version.document).length,
    },
    {
      key: 'at',
      head: t('flows.publishedAt'),
      isNumber: true,
      isFolded: true,
      cell: (version) => <RelativeTime at={version.publishedAt} />,
    },
    {
      key: 'acts',
      head: t('common.actions'),
      isNumber: true,
      isWhole: true,
      cell: (version) => (
        <Group gap={4} justify="flex-end">
          <Button size="compact-xs" variant="subtle" onClick={() => onCompare(version)}>
            {t('flows.compare')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onAsk({ what: 'name', version })}
          >
            {t('flows.nameIt')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onAsk({ what: 'takeBack', version })}
          >
            {t('flows.takeBack')}
          </Button>
        </Group>
      ),
    },
  ];
}
