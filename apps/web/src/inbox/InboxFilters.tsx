import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { eventStates, readSearchText, shortestSearchText } from '@hookline/contract';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eventSpans } from '../api/event-spans.js';
import type { InboxSearch } from '../app/searches.js';
import { FlowSelect } from './FlowSelect.js';

type Props = {
  search: InboxSearch;
  onSearch: (search: InboxSearch) => void;
  /** Not on a flow's own page, where the flow is no choice. */
  hasFlowChoice: boolean;
  /** Not where all requests have the same. */
  hasStateChoice: boolean;
};

/** What of all that arrived is shown; each choice writes itself into the address. */
export function InboxFilters({ search, onSearch, hasFlowChoice, hasStateChoice }: Props) {
  const { t } = useTranslation();
  const { event: _, ...filters } = search;
  const choose = (change: InboxSearch) => onSearch({ ...filters, ...change });
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <div className="hl-inbox-filters" role="search">
      <TextFilter
        key={search.text ?? ''}
        text={search.text ?? ''}
        onChange={(text) => choose({ text })}
      />
      {hasStateChoice && (
        <Select
          size="xs"
          aria-label={t('inbox.state')}
          placeholder={t('inbox.anyState')}
          clearable
          data={eventStates.map((value) => ({ value, label: t(`states.event.${value}`) }))}
          value={search.state ?? null}
          onChange={(value) => choose({ state: eventStates.find((known) => known === value) })}
        />
      )}
      <Select
        size="xs"
        aria-label={t('inbox.span')}
        placeholder={t('inbox.anySpan')}
        clearable
        data={eventSpans.map((value) => ({ value, label: t(`inbox.spans.${value}`) }))}
        value={search.span ?? null}
        onChange={(value) => choose({ span: eventSpans.find((known) => known === value) })}
      />
      {hasFlowChoice && <FlowSelect flowId={search.flow} onChange={(flow) => choose({ flow })} />}
      {isFiltered && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onSearch({})}>
          {t('common.clearFilters')}
        </Button>
      )}
    </div>
  );
}

type TextProps = { text: string; onChange: (text: string | undefined) => void };

function TextFilter({ text, onChange }: TextProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const isTooShort = typed !== '' && readSearchText(typed).length < shortestSearchText;
  const settle = useDebouncedCallback(
    (value: string) => onChange(value === '' ? undefined : value),
    400,
  );
  return (
    <TextInput
      className="hl-inbox-text"
      size="xs"
      type="search"
      maxLength={200}
      leftSection={<IconSearch size={14} />}
      aria-label={t('inbox.search')}
      placeholder={t('inbox.search')}
      description={isTooShort ? t('inbox.searchMore') : undefined}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        settle(readSearchText(event.currentTarget.value));
      }}
    />
  );
}
