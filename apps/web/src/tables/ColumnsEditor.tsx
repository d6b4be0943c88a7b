import { ActionIcon, Group, Select, Stack, TextInput } from '@mantine/core';
import { columnTypes, type Column } from '@hookline/contract';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../ui/fields/KeyValuesField.js';

type Props = { columns: readonly Column[]; onChange: (columns: readonly Column[]) => void };

export function ColumnsEditor({ columns, onChange }: Props) {
  const { t } = useTranslation();
  const put = (at: number, column: Column) =>
    onChange(columns.map((old, index) => (index === at ? column : old)));
  return (
    <Stack gap="xs">
      {columns.map((column, index) => (
        <Group key={index} gap="xs" wrap="nowrap">
          <TextInput
            flex={2}
            aria-label={t('tables.columnName', { number: index + 1 })}
            placeholder={t('common.name')}
            maxLength={100}
            value={column.name}
            onChange={(event) => put(index, { ...column, name: event.currentTarget.value })}
          />
          <Select
            flex={1}
            aria-label={t('tables.columnType', { number: index + 1 })}
            allowDeselect={false}
            data={columnTypes.map((type) => ({ value: type, label: t(`tables.type.${type}`) }))}
            value={column.type}
            onChange={(value) => {
              const type = columnTypes.find((known) => known === value);
              if (type !== undefined) put(index, { ...column, type });
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${t('common.remove')} ${column.name}`}
            disabled={columns.length === 1}
            onClick={() => onChange(columns.filter((_, at) => at !== index))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <AddButton onAdd={() => onChange([...columns, { name: '', type: 'text' }])} />
    </Stack>
  );
}
