import { Button } from '@mantine/core';
import { IconPlug, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { connectionListQuery } from '../api/connections.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import { ConnectionDialog } from './ConnectionDialog.js';
import { ConnectionList } from './ConnectionList.js';

const route = getRouteApi('/inside/connections');

/** The keys to other systems, sealed: their state and users can be seen, their secrets cannot. */
export function ConnectionsPage() {
  const { t } = useTranslation();
  const { add, edit } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(connectionListQuery);
  const close = () => void navigate({ search: {} });
  const start = () => void navigate({ search: { add: 'choose' } });
  const edited = query.data?.items.find((connection) => connection.id === edit);
  return (
    <div className="hl-page">
      <PageHeader title={t('shell.connections')} lead={t('connections.lead')}>
        <Button leftSection={<IconPlus size={16} />} onClick={start}>
          {t('connections.add')}
        </Button>
      </PageHeader>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={IconPlug}
              title={t('connections.none')}
              help={t('connections.noneHelp')}
            >
              <Button onClick={start}>{t('connections.add')}</Button>
            </EmptyState>
          ) : (
            <ConnectionList
              connections={items}
              onEdit={(id) => void navigate({ search: { edit: id } })}
            />
          )
        }
      </Loaded>
      {add !== undefined && <ConnectionDialog app={add} connection={null} onClose={close} />}
      {edited !== undefined && (
        <ConnectionDialog app={edited.app} connection={edited} onClose={close} />
      )}
    </div>
  );
}
