import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import type { TableView } from '@hookline/contract';
import { IconColumns, IconDots, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tableQuery } from '../api/tables.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import { formatCount } from '../words/format.js';
import { DeleteTableDialog } from './DeleteTableDialog.js';
import { EditColumnsDialog } from './EditColumnsDialog.js';
import { RowDialog } from './RowDialog.js';
import { RowList } from './RowList.js';

const route = getRouteApi('/inside/tables/$name');

export function TablePage() {
  const { name } = route.useParams();
  const query = useQuery(tableQuery(name));
  return (
    <div className="hl-page">
      <Loaded query={query} shape="page">
        {(table) => <Opened table={table} />}
      </Loaded>
    </div>
  );
}

function Opened({ table }: { table: TableView }) {
  const { t, i18n } = useTranslation();
  const { text = '' } = route.useSearch();
  const [isAdding, addition] = useDisclosure(false);
  const count = t('tables.rowCount', {
    count: table.rowCount,
    shown: formatCount(table.rowCount, i18n.language),
  });
  return (
    <>
      <PageHeader title={table.name} lead={count}>
        <Button leftSection={<IconPlus size={16} />} onClick={addition.open}>
          {t('tables.addRow')}
        </Button>
        <TableMenu table={table} />
      </PageHeader>
      <RowSearch text={text} />
      <RowList table={table} text={text} />
      <RowDialog table={table} row={null} isOpen={isAdding} onClose={addition.close} />
    </>
  );
}

function RowSearch({ text }: { text: string }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(text);
  const settle = useDebouncedCallback((value: string) => {
    void navigate({ search: value === '' ? {} : { text: value }, replace: true });
  }, 300);
  return (
    <TextInput
      type="search"
      mb="md"
      maw={360}
      leftSection={<IconSearch size={16} />}
      aria-label={t('tables.search')}
      placeholder={t('tables.search')}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        settle(event.currentTarget.value.trim());
      }}
    />
  );
}

function TableMenu({ table }: { table: TableView }) {
  const { t } = useTranslation();
  const [isEditing, editing] = useDisclosure(false);
  const [isDeleting, deletion] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('common.actions')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconColumns size={16} />} onClick={editing.open}>
            {t('tables.editColumns')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={deletion.open}>
            {t('tables.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <EditColumnsDialog table={table} isOpen={isEditing} onClose={editing.close} />
      <DeleteTableDialog table={table} isOpen={isDeleting} onClose={deletion.close} />
    </>
  );
}
