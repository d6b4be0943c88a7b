import { Button, Text } from '@mantine/core';
import { saveDraft, walkSteps, type FlowView, type listFlowVersions } from '@hookline/contract';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../api/endpoint-shape.js';
import { flowQuery, flowVersionsQuery } from '../api/flows.js';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { DataTable, type ColumnOf } from '../ui/DataTable.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { StateBadge } from '../ui/StateBadge.js';
import { notify } from '../ui/notify.js';

type Version = ReplyOf<typeof listFlowVersions>['items'][number];
const route = getRouteApi('/inside/flows/$flowId/versions');

/** What was ever live; any version can become the draft again. */
export function VersionsTab() {
  const { t } = useTranslation();
  const { flowId } = route.useParams();
  const flow = useQuery(flowQuery(flowId));
  const query = useQuery(flowVersionsQuery(flowId));
  const [chosen, setChosen] = useState<Version | null>(null);
  const columns = useColumns(flow.data?.published?.versionId, setChosen);
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
            <DataTable
              caption={t('flows.tab.versions')}
              columns={columns}
              rows={items}
              keyOf={(version) => version.id}
            />
          )
        }
      </Loaded>
      {chosen !== null && flow.data !== undefined && (
        <TakeBack flow={flow.data} version={chosen} onClose={() => setChosen(null)} />
      )}
    </div>
  );
}

function useColumns(
  liveId: string | undefined,
  onChoose: (version: Version) => void,
): readonly ColumnOf<Version>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'number',
      head: t('flows.versionHead'),
      cell: (version) => (
        <>
          {t('flows.version', { number: version.number })}{' '}
          {version.id === liveId && <StateBadge of="flow" state="live" />}
        </>
      ),
    },
    {
      key: 'steps',
      head: t('flows.steps'),
      isNumber: true,
      cell: (version) => walkSteps(version.document).length,
    },
    {
      key: 'at',
      head: t('flows.publishedAt'),
      isNumber: true,
      cell: (version) => <RelativeTime at={version.publishedAt} />,
    },
    {
      key: 'acts',
      head: t('common.actions'),
      isNumber: true,
      cell: (version) => (
        <Button size="compact-xs" variant="subtle" onClick={() => onChoose(version)}>
          {t('flows.takeBack')}
        </Button>
      ),
    },
  ];
}

type TakeBackProps = { flow: FlowView; version: Version; onClose: () => void };

function TakeBack({ flow, version, onClose }: TakeBackProps) {
  const { t } = useTranslation();
  const saving = useCall(saveDraft, { touches: ['flows'] });
  const { number } = version;
  const confirm = () =>
    saving.mutate(
      {
        params: { id: flow.id },
        body: { document: version.document, revision: flow.draftRevision },
      },
      {
        onSuccess: () => {
          onClose();
          notify(t('flows.takenBack', { number }));
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={confirm}
      isBusy={saving.isPending}
      title={t('flows.takeBackTitle', { number })}
      effect={t('flows.takeBackEffect')}
      action={t('flows.takeBack')}
    >
      {flow.hasUnpublishedChanges && <Text>{t('flows.takeBackLoses')}</Text>}
    </ConfirmDialog>
  );
}
