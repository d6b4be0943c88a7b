import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { saveDraft, type FlowView, type Trigger } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowLedgerQuery, flowQuery } from '../api/flows.js';
import { useCall } from '../api/use-call.js';
import '../settings/SettingsPage.css';
import { FaultNote } from '../ui/FaultNote.js';
import { FlowAddress } from '../ui/FlowAddress.js';
import { Loaded } from '../ui/Loaded.js';
import { DeleteFlowDialog } from './DeleteFlowDialog.js';
import { ExportButton } from './ExportButton.js';
import { AnswerSettings } from './AnswerSettings.js';
import { MaskSettings } from './MaskSettings.js';
import { EndpointSettings } from './EndpointSettings.js';
import { FeedSettings } from './FeedSettings.js';
import { OrderSettings } from './OrderSettings.js';
import { RegistrationCard } from './RegistrationCard.js';
import { SourceSettings } from './SourceSettings.js';
import { tidyPolicy } from './tidy-policy.js';
import { useSourceOf } from './use-source-of.js';
import { notify } from '../ui/notify.js';

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
            <FlowForm key={flow.draftRevision} flow={flow} />
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

function FlowForm({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const [name, setName] = useState(flow.draft.name);
  const [trigger, setTrigger] = useState<Trigger>(flow.draft.trigger);
  const [order, setOrder] = useState(flow.draft.order);
  const [answer, setAnswer] = useState(flow.draft.answer);
  const [masks, setMasks] = useState(flow.draft.masks);
  const isFixed = useSourceOf(trigger)?.hasOwnAnswer === true;
  const [endpoint, setEndpoint] = useState(flow.draft.endpoint);
  const saving = useCall(saveDraft, { touches: ['flows'], isShownInPlace: true });
  const save = () =>
    saving.mutate(
      {
        params: { id: flow.id },
        body: {
          document: {
            ...flow.draft,
            name: name.trim(),
            trigger,
            order,
            answer,
            masks,
            endpoint,
          },
          revision: flow.draftRevision,
        },
      },
      { onSuccess: () => notify(t('common.saved')) },
    );
  return (
    <form
      className="hl-setting hl-surface"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('common.name')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div style={{ minWidth: 0 }}>
          <Text fw={500}>{t('newFlow.address')}</Text>
          <FlowAddress flow={flow} what={t('flows.hookUrl')} />
        </div>
        <RegistrationCard flowId={flow.id} />
        <FeedSettings
          flow={flow}
          through={endpoint?.through}
          onChange={(through) => setEndpoint(tidyPolicy({ ...endpoint, through }))}
        />
        <SourceSettings trigger={trigger} onChange={setTrigger} fault={saving.error} />
        <EndpointSettings policy={endpoint} onChange={setEndpoint} />
        <OrderSettings order={order} onChange={setOrder} />
        <AnswerSettings answer={answer} onChange={setAnswer} isFixed={isFixed} />
        <MaskSettings flowId={flow.id} masks={masks} onChange={setMasks} />
        {flow.published !== null && (
          <Text size="sm" c="dimmed">
            {t('flows.settingsHold')}
          </Text>
        )}
        <FaultNote fault={saving.error} />
        <Group>
          <Button type="submit" loading={saving.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
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
