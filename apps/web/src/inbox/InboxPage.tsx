import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { IconWorldDownload } from '@tabler/icons-react';
import { PageHeader } from '../ui/PageHeader.js';
import { InboxView } from './InboxView.js';
import './InboxPage.css';

const route = getRouteApi('/inside/inbox');

/** Every request that arrived, at whichever flow. */
export function InboxPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="hl-inbox-page">
      <div className="hl-inbox-head" data-chosen={search.event !== undefined}>
        <PageHeader title={t('shell.inbox')} lead={t('inbox.lead')}>
          <Button
            component={Link}
            to="/catchers"
            variant="default"
            leftSection={<IconWorldDownload size={16} />}
          >
            {t('catchers.title')}
          </Button>
        </PageHeader>
      </div>
      <InboxView search={search} onSearch={(next) => void navigate({ search: next })} />
    </div>
  );
}
