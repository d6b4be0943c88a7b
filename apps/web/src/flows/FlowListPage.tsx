import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconFileUpload, IconPlus, IconRoute, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowListQuery } from '../api/flows.js';
import { rowsOf } from '../api/pages.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import { WhenOpened } from '../ui/WhenOpened.js';
import { FlowTable } from './FlowTable.js';
import { late } from '../ui/late.js';

const ImportDialog = late(async () => ({
  default: (await import('./ImportDialog.js')).ImportDialog,
}));

const route = getRouteApi('/inside/flows');

export function FlowListPage() {
  const { t } = useTranslation();
  const { text = '' } = route.useSearch();
  const query = useInfiniteQuery(flowListQuery(text));
  const [isImporting, dialog] = useDisclosure(false);
  return (
    <div className="hl-page">
      <PageHeader title={t('shell.flows')} lead={t('flows.lead')}>
        <Button variant="default" leftSection={<IconFileUpload size={16} />} onClick={dialog.open}>
          {t('flows.import')}
        </Button>
        <Button component={Link} to="/flows/new" leftSection={<IconPlus size={16} />}>
          {t('shell.newFlow')}
        </Button>
      </PageHeader>
      <WhenOpened isOpen={isImporting}>
        <ImportDialog isOpen={isImporting} onClose={dialog.close} />
      </WhenOpened>
      <FlowSearch text={text} />
      <Loaded query={query}>
        {(data) => {
          const flows = rowsOf(data);
          if (flows.length === 0) return <NoFlows isSearching={text !== ''} />;
          return (
            <FlowTable
              flows={flows}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              isLoadingMore={query.isFetchingNextPage}
            />
          );
        }}
      </Loaded>
    </div>
  );
}

function FlowSearch({ text }: { text: string }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(text);
  const settle = useDebouncedCallback((value: string) => {
    void navigate({ search: value === '' ? {} : { text: value }, replace: true });
  }, 250);
  return (
    <TextInput
      type="search"
      mb="md"
      maw={360}
      leftSection={<IconSearch size={16} />}
      aria-label={t('flows.search')}
      placeholder={t('flows.search')}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        settle(event.currentTarget.value.trim());
      }}
    />
  );
}

function NoFlows({ isSearching }: { isSearching: boolean }) {
  const { t } = useTranslation();
  if (isSearching) {
    return (
      <EmptyState
        icon={IconSearch}
        title={t('common.nothingFound')}
        help={t('common.nothingFoundHelp')}
      />
    );
  }
  return (
    <EmptyState icon={IconRoute} title={t('flows.none')} help={t('flows.noneHelp')}>
      <Button component={Link} to="/templates">
        {t('flows.chooseTemplate')}
      </Button>
    </EmptyState>
  );
}
