import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { TableView } from '@hookline/contract';
import { IconPlus, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { tableListQuery } from '../api/tables.js';
import { DataTable, type ColumnOf } from '../ui/DataTable.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { formatCount } from '../words/format.js';
import { CreateTableDialog } from './CreateTableDialog.js';

export function TableListPage() {
  const { t } = useTranslation();
  const query = useQuery(tableListQuery);
  const [isCreating, creation] = useDisclosure(false);
  const columns = useColumns();
  return (
    <div className="hl-page">
      <PageHeader title={t('shell.tables')} lead={t('tables.lead')}>
        <Button leftSection={<IconPlus size={16} />} onClick={creation.open}>
          {t('tables.create')}
        </Button>
      </PageHeader>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconTable} title={t('tables.none')} help={t('tables.noneHelp')} />
          ) : (
            <DataTable
              caption={t('shell.tables')}
              columns={columns}
              rows={items}
              keyOf={(table) => table.name}
            />
          )
        }
      </Loaded>
      <CreateTableDialog isOpen={isCreating} onClose={creation.close} />
    </div>
  );
}

function useColumns(): readonly ColumnOf<TableView>[] {
  const { t, i18n } = useTranslation();
  return [
    {
      key: 'name',
      head: t('common.name'),
      cell: (table) => (
        <Link to="/tables/$name" params={{ name: table.name }} title={table.name}>
          {table.name}
        </Link>
      ),
    },
    {
      key: 'columns',
      head: t('tables.columns'),
      isWideOnly: true,
      cell: (table) => table.columns.map((column) => column.name).join(', '),
    },
    {
      key: 'rows',
      head: t('tables.rows'),
      isNumber: true,
      cell: (table) => formatCount(table.rowCount, i18n.language),
    },
    {
      key: 'at',
      head: t('tables.created'),
      isNumber: true,
      isWideOnly: true,
      cell: (table) => <RelativeTime at={table.createdAt} />,
    },
  ];
}
