import { Checkbox } from '@mantine/core';
import type { RunSelection, RunSummary } from '@hookline/contract';
import { IconListCheck, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { runListQuery, type RunFilter } from '../api/history.js';
import { rowsOf } from '../api/pages.js';
import type { RunSearch } from '../app/searches.js';
import { DataTable, type ColumnOf } from '../ui/DataTable.js';
import { EmptyState } from '../ui/EmptyState.js';
import { ErrorState } from '../ui/ErrorState.js';
import { Loaded } from '../ui/Loaded.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { runFaultInWords } from '../ui/run-fault-in-words.js';
import { StateBadge } from '../ui/StateBadge.js';
import { Waiting } from '../ui/Waiting.js';
import { formatTook } from '../words/format.js';
import { dayBounds } from './day-bounds.js';
import { PickedBar, type Picked } from './PickedBar.js';
import { ReplayProgress } from './ReplayProgress.js';
import { RunFilters } from './RunFilters.js';

type Props = {
  search: RunSearch;
  onSearch: (search: RunSearch) => void;
  flowId?: string;
};

export function RunList({ search, onSearch, flowId }: Props) {
  const { status, text } = search;
  const filter = {
    status,
    text,
    flowId: flowId ?? search.flow,
    ...dayBounds(search.from, search.to),
  };
  const query = useInfiniteQuery(runListQuery(filter));
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <>
      <ReplayProgress />
      <RunFilters search={search} onSearch={onSearch} hasFlowChoice={flowId === undefined} />
      <Loaded query={query}>
        {(data) => {
          const runs = rowsOf(data);
          if (runs.length === 0 && query.hasNextPage) return <SearchOn query={query} />;
          if (runs.length === 0) return <NoRuns isFiltered={isFiltered} />;
          return (
            <RunRows
              key={JSON.stringify(filter)}
              runs={runs}
              filter={filter}
              hasFlow={flowId === undefined}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              isLoadingMore={query.isFetchingNextPage}
            />
          );
        }}
      </Loaded>
    </>
  );
}

/** A search looks at some thousands of runs at a time; while nothing is found it goes on by itself. */
function SearchOn({ query }: { query: SearchQuery }) {
  const { data, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => void fetchNextPage(), [data, fetchNextPage]);
  if (isFetchNextPageError)
    return <ErrorState fault={query.error} onRetry={() => void fetchNextPage()} />;
  return <Waiting shape="list" />;
}

type SearchQuery = {
  data: unknown;
  error: unknown;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
};

type RowsProps = {
  runs: readonly RunSummary[];
  filter: RunFilter;
  hasFlow: boolean;
  onMore: (() => void) | undefined;
  isLoadingMore: boolean;
};

/** Another filter begins with nothing chosen. */
function RunRows({ runs, filter, hasFlow, ...more }: RowsProps) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<Picked>([]);
  const columns = useColumns(hasFlow);
  const ids = runs.map((run) => run.id);
  const isPicked = (run: RunSummary) => picked === 'matching' || picked.includes(run.id);
  const toggle = (run: RunSummary) => {
    const chosen = picked === 'matching' ? ids : picked;
    setPicked(isPicked(run) ? chosen.filter((id) => id !== run.id) : [...chosen, run.id]);
  };
  const pick: ColumnOf<RunSummary> = {
    key: 'pick',
    head: t('common.actions'),
    isHeadHidden: true,
    width: 40,
    cell: (run) => (
      <Checkbox
        size="xs"
        aria-label={t('runs.pick', { what: run.summary || run.id })}
        checked={isPicked(run)}
        onChange={() => toggle(run)}
      />
    ),
  };
  return (
    <>
      <PickedBar picked={picked} onPick={setPicked} shownIds={ids} filter={selectionOf(filter)} />
      <DataTable
        caption={t('shell.runs')}
        columns={[pick, ...columns]}
        rows={runs}
        keyOf={(run) => run.id}
        isChosen={isPicked}
        {...more}
      />
    </>
  );
}

/** Only with a state: "replay everything that ever ran" is never what somebody means. */
function selectionOf({ status, ...rest }: RunFilter): RunSelection | null {
  return status === undefined ? null : { filter: { status: [status], ...rest } };
}

function NoRuns({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation();
  return isFiltered ? (
    <EmptyState
      icon={IconSearch}
      title={t('common.nothingFound')}
      help={t('common.nothingFoundHelp')}
    />
  ) : (
    <EmptyState icon={IconListCheck} title={t('runs.none')} help={t('runs.noneHelp')} />
  );
}

function useColumns(hasFlow: boolean): readonly ColumnOf<RunSummary>[] {
  const { t, i18n } = useTranslation();
  const flow: ColumnOf<RunSummary> = {
    key: 'flow',
    head: t('inbox.flow'),
    isWideOnly: true,
    cell: (run) => (
      <Link to="/flows/$flowId" params={{ flowId: run.flowId }} title={run.flowName}>
        {run.flowName}
      </Link>
    ),
  };
  return [
    {
      key: 'lead',
      head: t('runs.lead'),
      cell: (run) => (
        <>
          <Link to="/runs/$runId" params={{ runId: run.id }} title={run.summary} dir="auto">
            {run.summary || run.id}
          </Link>
          <span className="hl-table-second">
            <RelativeTime at={run.createdAt} />
          </span>
        </>
      ),
    },
    {
      key: 'state',
      head: t('inbox.state'),
      isWhole: true,
      cell: (run) => <StateBadge of="run" state={run.state} />,
    },
    ...(hasFlow ? [flow] : []),
    {
      key: 'why',
      head: t('runs.why'),
      isWideOnly: true,
      cell: (run) => <WhyOf run={run} />,
    },
    {
      key: 'took',
      head: t('runs.took'),
      isNumber: true,
      isWideOnly: true,
      cell: (run) => (run.finishedAt === null ? '' : formatTook(tookMs(run), i18n.language)),
    },
    {
      key: 'at',
      head: t('runs.at'),
      isNumber: true,
      isFolded: true,
      cell: (run) => <RelativeTime at={run.createdAt} />,
    },
  ];
}

function WhyOf({ run: { error } }: { run: RunSummary }) {
  const { t } = useTranslation();
  if (error === null) return null;
  const { words, said } = runFaultInWords(error, t);
  const whole = said === null ? words : `${words} ${said}`;
  return (
    <span className="hl-why" title={whole}>
      {whole}
    </span>
  );
}

const tookMs = (run: RunSummary) =>
  Math.max(0, new Date(run.finishedAt ?? run.createdAt).getTime() - Date.parse(run.createdAt));
