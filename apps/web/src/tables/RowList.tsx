import { ActionIcon, Group } from '@mantine/core';
import type { Column, JsonValue, RowView, TableView } from '@hookline/contract';
import { IconListCheck, IconPencil, IconSearch, IconTable, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rowsOf } from '../api/pages.js';
import { rowListQuery } from '../api/tables.js';
import { DataTable, type ColumnOf } from '../ui/DataTable.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { DeleteRowDialog } from './DeleteRowDialog.js';
import { RowDialog } from './RowDialog.js';

type Doing = { readonly what: 'edit' | 'delete'; readonly row: RowView };

export function RowList({ table, text }: { table: TableView; text: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(rowListQuery(table.name, text));
  const [doing, setDoing] = useState<Doing | null>(null);
  const columns = useColumns(table, setDoing);
  const close = () => setDoing(null);
  return (
    <>
      <Loaded query={query}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length === 0) return <NoRows isSearching={text !== ''} />;
          return (
            <DataTable
              caption={t('tables.rowsOf', { name: table.name })}
              columns={columns}
              rows={rows}
              keyOf={(row) => row.id}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              isLoadingMore={query.isFetchingNextPage}
            />
          );
        }}
      </Loaded>
      {doing?.what === 'edit' && <RowDialog table={table} row={doing.row} isOpen onClose={close} />}
      {doing?.what === 'delete' && (
        <DeleteRowDialog table={table} row={doing.row} onClose={close} />
      )}
    </>
  );
}

function NoRows({ isSearching }: { isSearching: boolean }) {
  const { t } = useTranslation();
  return isSearching ? (
    <EmptyState
      icon={IconSearch}
      title={t('common.nothingFound')}
      help={t('common.nothingFoundHelp')}
    />
  ) : (
    <EmptyState icon={IconTable} title={t('tables.noRows')} help={t('tables.noRowsHelp')} />
  );
}

function useColumns(table: TableView, onDo: (doing: Doing) => void): readonly ColumnOf<RowView>[] {
  const { t } = useTranslation();
  const own = table.columns.map((column): ColumnOf<RowView> => ({
    key: `own:${column.name}`,
    head: column.name,
    isNumber: column.type === 'number',
    cell: (row) => <Cell column={column} value={row.values[column.name]} />,
  }));
  const when: ColumnOf<RowView> = {
    key: 'at',
    head: t('tables.added'),
    isNumber: true,
    cell: (row) => <RelativeTime at={row.createdAt} />,
  };
  const acts: ColumnOf<RowView> = {
    key: 'acts',
    head: t('common.actions'),
    isNumber: true,
    cell: (row) => <RowActs row={row} onDo={onDo} />,
  };
  return [...own, when, acts];
}

function RowActs({ row, onDo }: { row: RowView; onDo: (doing: Doing) => void }) {
  const { t } = useTranslation();
  return (
    <Group gap={2} justify="flex-end" wrap="nowrap">
      {row.runId !== null && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('tables.openRun')}
          title={t('tables.openRun')}
          renderRoot={(root) => (
            <Link to="/runs/$runId" params={{ runId: row.runId ?? '' }} {...root} />
          )}
        >
          <IconListCheck size={16} />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('common.edit')}
        title={t('common.edit')}
        onClick={() => onDo({ what: 'edit', row })}
      >
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('common.delete')}
        title={t('common.delete')}
        onClick={() => onDo({ what: 'delete', row })}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

function Cell({ column, value }: { column: Column; value: JsonValue | undefined }) {
  const { t } = useTranslation();
  if (value === undefined || value === null) return null;
  if (column.type === 'date_time' && typeof value === 'string') return <RelativeTime at={value} />;
  if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <span title={text} dir="auto">
      {text}
    </span>
  );
}
