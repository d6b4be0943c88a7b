import { Button, Checkbox, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { eventStates, type EventState, type EventSummary } from '@hookline/contract';
import { IconInbox, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eventListQuery } from '../api/history.js';
import { rowsOf } from '../api/pages.js';
import type { InboxSearch } from '../app/searches.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { FlowSelect } from './FlowSelect.js';
import { EventPane } from './EventPane.js';
import { EventRow } from './EventRow.js';
import { HeldBar } from './HeldBar.js';
import { QuarantineBar } from './QuarantineBar.js';
import './InboxView.css';

type Props = {
  search: InboxSearch;
  onSearch: (search: InboxSearch) => void;
  /** Set on a flow's own page, where the flow is no choice. */
  flowId?: string;
};

/** Two panes: what arrived, newest first and live; and the one request that is looked at. */
export function InboxView({ search, onSearch, flowId }: Props) {
  const { t } = useTranslation();
  const shownFlow = flowId ?? search.flow;
  const query = useInfiniteQuery(eventListQuery({ flowId: shownFlow, state: search.state }));
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const toggle = (id: string) =>
    setPicked((old) =>
      old === null ? [id] : old.includes(id) ? old.filter((one) => one !== id) : [...old, id],
    );
  return (
    <div className="hl-inbox" data-chosen={search.event !== undefined}>
      <section className="hl-inbox-list" aria-label={t('inbox.list')}>
        <div className="hl-inbox-filters">
          <StateSelect
            state={search.state}
            onChange={(state) => onSearch({ ...search, state, event: undefined })}
          />
          {flowId === undefined && (
            <FlowSelect
              flowId={search.flow}
              onChange={(flow) => onSearch({ ...search, flow, event: undefined })}
            />
          )}
        </div>
        {shownFlow !== undefined && (
          <HeldBar flowId={shownFlow} picked={picked} onPick={setPicked} />
        )}
        {shownFlow !== undefined && <QuarantineBar flowId={shownFlow} />}
        <Loaded query={query}>
          {(data) => (
            <Rows
              events={rowsOf(data)}
              search={search}
              picked={picked}
              onToggle={toggle}
              onChoose={(event) => onSearch({ ...search, event })}
            />
          )}
        </Loaded>
        {query.hasNextPage && (
          <Button
            variant="subtle"
            fullWidth
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('common.more')}
          </Button>
        )}
      </section>
      <section className="hl-inbox-event" aria-label={t('inbox.chosen')}>
        {search.event === undefined ? (
          <EmptyState icon={IconInbox} title={t('inbox.choose')} />
        ) : (
          <EventPane
            key={search.event}
            id={search.event}
            onBack={() => onSearch({ ...search, event: undefined })}
          />
        )}
      </section>
    </div>
  );
}

type RowsProps = {
  events: readonly EventSummary[];
  search: InboxSearch;
  picked: readonly string[] | null;
  onToggle: (id: string) => void;
  onChoose: (id: string) => void;
};

function Rows({ events, search, picked, onToggle, onChoose }: RowsProps) {
  const { t } = useTranslation();
  if (events.length === 0) {
    const isFiltered = search.state !== undefined || search.flow !== undefined;
    return isFiltered ? (
      <EmptyState
        icon={IconSearch}
        title={t('common.nothingFound')}
        help={t('common.nothingFoundHelp')}
      />
    ) : (
      <EmptyState icon={IconInbox} title={t('inbox.none')} help={t('inbox.noneHelp')} />
    );
  }
  return (
    <ul className="hl-event-list" aria-live="polite" aria-relevant="additions">
      {events.map((event) => (
        <li key={event.id}>
          {picked !== null && event.state === 'held' && !event.isQuarantined && (
            <Checkbox
              aria-label={t('inbox.pick', { what: event.summary || event.id })}
              checked={picked.includes(event.id)}
              onChange={() => onToggle(event.id)}
            />
          )}
          <EventRow
            event={event}
            isChosen={event.id === search.event}
            onChoose={() => onChoose(event.id)}
          />
        </li>
      ))}
    </ul>
  );
}

type StateProps = {
  state: EventState | undefined;
  onChange: (state: EventState | undefined) => void;
};

function StateSelect({ state, onChange }: StateProps) {
  const { t } = useTranslation();
  return (
    <Select
      size="xs"
      aria-label={t('inbox.state')}
      placeholder={t('inbox.anyState')}
      clearable
      data={eventStates.map((value) => ({ value, label: t(`states.event.${value}`) }))}
      value={state ?? null}
      onChange={(value) => onChange(eventStates.find((known) => known === value))}
    />
  );
}
