import { Button, Group, Loader, Text } from '@mantine/core';
import { IconInbox, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxSearch } from '../app/searches.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { EventList } from './EventList.js';
import { EventPane } from './EventPane.js';
import { HeldBar } from './HeldBar.js';
import { InboxFilters } from './InboxFilters.js';
import { useEvents } from './use-events.js';
import { QuarantineBar } from './QuarantineBar.js';
import './InboxView.css';

type Props = {
  search: InboxSearch;
  onSearch: (search: InboxSearch) => void;
  /** Set on a flow's own page, where the flow is no choice. */
  flowId?: string;
  /** Set on the page of a catcher, whose requests wait for nothing. */
  catcherId?: string;
};

/** Two panes: what arrived, newest first and live; and the one request that is looked at. */
export function InboxView({ search, onSearch, flowId, catcherId }: Props) {
  const { t } = useTranslation();
  const shownFlow = catcherId === undefined ? (flowId ?? search.flow) : undefined;
  const { state, span, text } = search;
  const events = useEvents({ flowId: catcherId ?? shownFlow, state, span, text });
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const toggle = (id: string) =>
    setPicked((old) =>
      old === null ? [id] : old.includes(id) ? old.filter((one) => one !== id) : [...old, id],
    );
  const isFiltered = [state, span, text, search.flow].some((one) => one !== undefined);
  return (
    <div className="hl-inbox" data-chosen={search.event !== undefined}>
      <section className="hl-inbox-list" aria-label={t('inbox.list')}>
        <InboxFilters
          search={search}
          onSearch={onSearch}
          hasFlowChoice={flowId === undefined && catcherId === undefined}
          hasStateChoice={catcherId === undefined}
        />
        {shownFlow !== undefined && (
          <HeldBar flowId={shownFlow} picked={picked} onPick={setPicked} />
        )}
        {shownFlow !== undefined && <QuarantineBar flowId={shownFlow} />}
        <Loaded query={events.query}>
          {() =>
            events.rows.length > 0 ? (
              <EventList
                events={events.rows}
                chosen={search.event}
                picked={picked}
                onToggle={toggle}
                onChoose={(event) => onSearch({ ...search, event })}
              />
            ) : (
              !events.isLooking && (
                <Nothing isFiltered={isFiltered} isCatcher={catcherId !== undefined} />
              )
            )
          }
        </Loaded>
        <ListEnd events={events} />
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

function Nothing({ isFiltered, isCatcher }: { isFiltered: boolean; isCatcher: boolean }) {
  const { t } = useTranslation();
  if (!isFiltered) {
    const help = isCatcher ? t('catchers.empty') : t('inbox.noneHelp');
    return <EmptyState icon={IconInbox} title={t('inbox.none')} help={help} />;
  }
  const help = t('common.nothingFoundHelp');
  return <EmptyState icon={IconSearch} title={t('common.nothingFound')} help={help} />;
}

/** The way on: to older requests, or further back in a search that says how far it has come. */
function ListEnd({ events }: { events: ReturnType<typeof useEvents> }) {
  const { t } = useTranslation();
  const { query, isSearch, isLooking, searchedTo } = events;
  return (
    <div className="hl-inbox-end">
      {searchedTo !== null && (
        <Group gap={6} role="status" wrap="nowrap">
          {isLooking && <Loader size={14} aria-hidden />}
          <Text size="xs" c="dimmed">
            {t('inbox.searchedTo')} <RelativeTime at={searchedTo} />
          </Text>
        </Group>
      )}
      {query.hasNextPage && !isLooking && (
        <Button
          variant="subtle"
          fullWidth
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {isSearch ? t('inbox.searchOn') : t('common.more')}
        </Button>
      )}
    </div>
  );
}
