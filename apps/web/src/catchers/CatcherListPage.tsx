import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { mostCaught, type CatcherView } from '@hookline/contract';
import { IconPlus, IconWorldDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { catcherListQuery } from '../api/catchers.js';
import { DataTable, type ColumnOf } from '../ui/DataTable.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { formatCount } from '../words/format.js';
import { CreateCatcherDialog } from './CreateCatcherDialog.js';

/** Addresses that belong to no flow. */
export function CatcherListPage() {
  const { t, i18n } = useTranslation();
  const query = useQuery(catcherListQuery);
  const [isCreating, creation] = useDisclosure(false);
  const columns = useColumns();
  const count = formatCount(mostCaught, i18n.language);
  return (
    <div className="hl-page">
      <PageHeader title={t('catchers.title')} lead={t('catchers.lead', { count })}>
        <Button leftSection={<IconPlus size={16} />} onClick={creation.open}>
          {t('catchers.create')}
        </Button>
      </PageHeader>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={IconWorldDownload}
              title={t('catchers.none')}
              help={t('catchers.noneHelp')}
            />
          ) : (
            <DataTable
              caption={t('catchers.title')}
              columns={columns}
              rows={items}
              keyOf={(catcher) => catcher.id}
            />
          )
        }
      </Loaded>
      <CreateCatcherDialog isOpen={isCreating} onClose={creation.close} />
    </div>
  );
}

function useColumns(): readonly ColumnOf<CatcherView>[] {
  const { t, i18n } = useTranslation();
  return [
    {
      key: 'name',
      head: t('common.name'),
      isWhole: true,
      cell: ({ id, name, lastCaughtAt }) => (
        <>
          <Link to="/catchers/$catcherId" params={{ catcherId: id }} title={name}>
            {name}
          </Link>
          <span className="hl-table-second">
            <LastCaught at={lastCaughtAt} />
          </span>
        </>
      ),
    },
    {
      key: 'caught',
      head: t('catchers.caught'),
      isNumber: true,
      cell: ({ caught }) => formatCount(caught, i18n.language),
    },
    {
      key: 'at',
      head: t('catchers.last'),
      isNumber: true,
      isFolded: true,
      cell: ({ lastCaughtAt }) => <LastCaught at={lastCaughtAt} />,
    },
  ];
}

function LastCaught({ at }: { at: string | null }) {
  const { t } = useTranslation();
  return at === null ? t('common.never') : <RelativeTime at={at} />;
}
