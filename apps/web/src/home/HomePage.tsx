import { Button, Stack, Title } from '@mantine/core';
import type { FlowSummary, Ledger } from '@hookline/contract';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { flowListQuery, ledgerQuery } from '../api/flows.js';
import { rowsOf } from '../api/pages.js';
import { attentionQuery, balanceQuery } from '../api/replays.js';
import { FlowTable } from '../flows/FlowTable.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Attention } from './Attention.js';
import { Balance } from './Balance.js';
import { BalanceAlarm } from './BalanceAlarm.js';

const shownFlows = 8;

/** One glance: did the leads arrive, and is anything stuck. */
export function HomePage() {
  const { t } = useTranslation();
  const flows = useInfiniteQuery(flowListQuery());
  const ledger = useQuery(ledgerQuery);
  return (
    <div className="hl-page">
      <PageHeader title={t('shell.home')}>
        <Button component={Link} to="/flows/new" leftSection={<IconPlus size={16} />}>
          {t('shell.newFlow')}
        </Button>
      </PageHeader>
      <Loaded query={flows} shape="page">
        {(data) => (
          <Loaded query={ledger} shape="page">
            {(sums) => <Overview flows={rowsOf(data)} sums={sums} />}
          </Loaded>
        )}
      </Loaded>
    </div>
  );
}

function Overview({ flows, sums }: { flows: readonly FlowSummary[]; sums: Ledger }) {
  const { t } = useTranslation();
  const faults = useQuery(balanceQuery).data?.faults ?? [];
  const stuck = useQuery(attentionQuery).data?.total ?? 0;
  if (flows.length === 0) {
    return (
      <EmptyState icon={IconRoute} title={t('home.firstTitle')} help={t('home.firstHelp')}>
        <Button component={Link} to="/templates">
          {t('flows.chooseTemplate')}
        </Button>
      </EmptyState>
    );
  }
  const byActivity = [...flows].sort((a, b) =>
    (b.lastEventAt ?? '').localeCompare(a.lastEventAt ?? ''),
  );
  return (
    <Stack gap="lg">
      <BalanceAlarm faults={faults} />
      <Balance sums={sums} stuck={stuck} />
      <Attention flows={flows} hasAlarm={faults.length > 0} />
      <section>
        <Title order={2} mb="xs">
          {t('home.byActivity')}
        </Title>
        <FlowTable flows={byActivity.slice(0, shownFlows)} />
      </section>
    </Stack>
  );
}
