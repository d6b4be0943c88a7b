import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/account.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import { ApiKeys } from './ApiKeys.js';
import './SettingsPage.css';
import { WorkspaceForm } from './WorkspaceForm.js';

export function SettingsPage() {
  const { t } = useTranslation();
  const query = useQuery(meQuery);
  return (
    <div className="hl-page">
      <PageHeader title={t('shell.settings')} />
      <Stack gap="lg" maw={760}>
        <Loaded query={query} shape="panel">
          {({ workspace }) => <WorkspaceForm workspace={workspace} />}
        </Loaded>
        <ApiKeys />
      </Stack>
    </div>
  );
}
