import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { runStates } from '@hookline/contract';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSearch } from '../app/searches.js';
import { FlowSelect } from '../inbox/FlowSelect.js';

type Props = {
  search: RunSearch;
  onSearch: (search: RunSearch) => void;
  hasFlowChoice: boolean;
};

/** Each filter writes itself into the address, so a filtered list can be sent to a colleague. */
export function RunFilters({ search, onSearch, hasFlowChoice }: Props) {
  const { t } = useTranslation();
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <Group gap="xs" mb="md" align="flex-end">
      <TextFilter
        key={search.text ?? ''}
        text={search.text ?? ''}
        onChange={(text) => onSearch({ ...search, text })}
      />
      <Select
        size="xs"
        w={180}
        aria-label={t('inbox.state')}
        placeholder={t('inbox.anyState')}
        clearable
        data={runStates.map((value) => ({ value, label: t(`states.run.${value}`) }))}
        value={search.status ?? null}
        onChange={(value) =>
          onSearch({ ...search, status: runStates.find((known) => known === value) })
        }
      />
      {hasFlowChoice && (
        <FlowSelect flowId={search.flow} onChange={(flow) => onSearch({ ...search, flow })} />
      )}
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <DayFilter
          label={t('runs.from')}
          day={search.from}
          onChange={(from) => onSearch({ ...search, from })}
        />
        <DayFilter
          label={t('runs.to')}
          day={search.to}
          onChange={(to) => onSearch({ ...search, to })}
        />
      </Group>
      {isFiltered && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => onSearch({})}>
          {t('common.clearFilters')}
        </Button>
      )}
    </Group>
  );
}

function TextFilter({ text, onChange }: { text: string; onChange: (text?: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const settle = useDebouncedCallback(
    (value: string) => (value === '' ? onChange() : onChange(value)),
    400,
  );
  return (
    <TextInput
      size="xs"
      w={240}
      type="search"
      leftSection={<IconSearch size={14} />}
      aria-label={t('runs.search')}
      placeholder={t('runs.search')}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        settle(event.currentTarget.value.trim());
      }}
    />
  );
}

type DayProps = { label: string; day: string | undefined; onChange: (day?: string) => void };

function DayFilter({ label, day, onChange }: DayProps) {
  const change = (value: string) => (value === '' ? onChange() : onChange(value));
  return (
    <TextInput
      size="xs"
      type="date"
      label={label}
      value={day ?? ''}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
