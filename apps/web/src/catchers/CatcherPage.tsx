import { Anchor, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { CatcherView } from '@hookline/contract';
import { IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { catcherQuery } from '../api/catchers.js';
import { InboxView } from '../inbox/InboxView.js';
import '../inbox/InboxPage.css';
import { CopyLine } from '../ui/CopyLine.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import { CatcherSettings } from './CatcherSettings.js';

const route = getRouteApi('/inside/catchers/$catcherId');

/** One address of no flow, and everything that was sent there. */
export function CatcherPage() {
  const { catcherId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(catcherQuery(catcherId));
  return (
    <Loaded query={query}>
      {(catcher) => (
        <div className="hl-inbox-page">
          <div className="hl-inbox-head" data-chosen={search.event !== undefined}>
            <CatcherHead catcher={catcher} />
          </div>
          <InboxView
            catcherId={catcherId}
            search={search}
            onSearch={(next) => void navigate({ search: next })}
          />
        </div>
      )}
    </Loaded>
  );
}

function CatcherHead({ catcher }: { catcher: CatcherView }) {
  const { t } = useTranslation();
  const [isOpen, settings] = useDisclosure(false);
  return (
    <>
      <Anchor size="sm" renderRoot={(root) => <Link to="/catchers" {...root} />}>
        {t('catchers.title')}
      </Anchor>
      <PageHeader title={catcher.name} lead={t('catchers.runsNothing')}>
        <Button variant="default" leftSection={<IconSettings size={16} />} onClick={settings.open}>
          {t('catchers.settings')}
        </Button>
      </PageHeader>
      <div className="hl-catcher-address">
        <CopyLine value={catcher.hookUrl} what={t('catchers.address')} />
      </div>
      <CatcherSettings catcher={catcher} isOpen={isOpen} onClose={settings.close} />
    </>
  );
}
