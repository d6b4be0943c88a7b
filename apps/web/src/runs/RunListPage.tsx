import { Button } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/PageHeader.js';
import { RunList } from './RunList.js';

const route = getRouteApi('/inside/runs');

export function RunListPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="hl-page">
      <PageHeader title={t('shell.runs')} lead={t('runs.pageLead')}>
        <Button
          variant="default"
          leftSection={<IconFlag size={16} />}
          renderRoot={(root) => <Link to="/attention" {...root} />}
        >
          {t('runs.attentionLink')}
        </Button>
      </PageHeader>
      <RunList search={search} onSearch={(next) => void navigate({ search: next })} />
    </div>
  );
}
