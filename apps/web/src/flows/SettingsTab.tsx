import { Button, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FlowView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { flowLedgerQuery, flowQuery } from '../api/flows.js';
import '../settings/SettingsPage.css';
import { Loaded } from '../ui/Loaded.js';
import { DeleteFlowDialog } from './DeleteFlowDialog.js';
import { ExportButton } from './ExportButton.js';
import { SettingsForm } from './SettingsForm.js';

const route = getRouteApi('/inside/flows/$flowId/settings');

export function SettingsTab() {
  const { t } = useTranslation();
  const { flowId } = route.useParams();
  const query = useQuery(flowQuery(flowId));
  return (
    <div className="hl-page" style={{ width: '100%' }}>
      <Loaded query={query}>
        {(flow) => (
          <Stack gap="lg" maw={760}>
            <SettingsForm key={flow.id} flow={flow} />
            <section className="hl-setting hl-surface">
              <Title order={2}>{t('flows.exportTitle')}</Title>
              <Text c="dimmed" mb="sm">
                {t('flows.exportHelp')}
              </Text>
              <ExportButton flow={flow} />
            </section>
            <Danger flow={flow} />
          </Stack>
        )}
      </Loaded>
    </div>
  );
}

function Danger({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isAsked, question] = useDisclosure(false);
  const { data: ledger } = useQuery(flowLedgerQuery(flow.id));
  return (
    <section className="hl-setting hl-surface">
      <Title order={2}>{t('flows.delete')}</Title>
      <Text c="dimmed" mb="md">
        {t('flows.deleteEffect')}
      </Text>
      <Button variant="light" color="red" onClick={question.open}>
        {t('flows.delete')}
      </Button>
      <DeleteFlowDialog
        flow={flow}
        openEvents={(ledger?.open ?? 0) + (ledger?.held ?? 0)}
        isOpen={isAsked}
        onClose={question.close}
        onDeleted={() => void navigate({ to: '/flows' })}
      />
    </section>
  );
}
