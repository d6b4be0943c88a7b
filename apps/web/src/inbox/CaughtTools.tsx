import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { createFlow, pinSample, type EventView } from '@hookline/contract';
import { IconPin, IconRoute } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { FaultNote } from '../ui/FaultNote.js';
import { FlowSelect } from './FlowSelect.js';

const look = { size: 'compact-sm', variant: 'default' } as const;

/** What a request that belongs to no flow is good for: a flow begins with it, or gets it as its sample. */
export function CaughtTools({ event }: { event: EventView }) {
  return (
    <>
      <BuildButton event={event} />
      <SampleButton event={event} />
    </>
  );
}

function BuildButton({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const creation = useCall(createFlow, { touches: ['flows'] });
  const pin = useCall(pinSample, { touches: ['flows'] });
  const build = () => {
    const name = t('catchers.flowName');
    const trigger = { app: 'webhook', event: 'received', connectionId: null, settings: {} };
    creation.mutate(
      { body: { schemaVersion: 1, name, trigger, steps: [] } },
      {
        onSuccess: ({ id }) =>
          pin.mutate(
            { params: { id }, body: { eventId: event.id } },
            { onSettled: () => void navigate({ to: '/flows/$flowId', params: { flowId: id } }) },
          ),
      },
    );
  };
  return (
    <Button
      size="compact-sm"
      leftSection={<IconRoute size={14} />}
      loading={creation.isPending || pin.isPending}
      onClick={build}
    >
      {t('catchers.build')}
    </Button>
  );
}

function SampleButton({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isAsked, question] = useDisclosure(false);
  const [flowId, setFlowId] = useState<string | undefined>();
  const pin = useCall(pinSample, { touches: ['flows'], isShownInPlace: true });
  const give = () => {
    if (flowId === undefined) return;
    pin.mutate(
      { params: { id: flowId }, body: { eventId: event.id } },
      { onSuccess: () => void navigate({ to: '/flows/$flowId', params: { flowId } }) },
    );
  };
  return (
    <>
      <Button {...look} leftSection={<IconPin size={14} />} onClick={question.open}>
        {t('catchers.sample')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={question.close}
        onConfirm={give}
        isBusy={pin.isPending}
        isBlocked={flowId === undefined}
        title={t('catchers.sampleTitle')}
        effect={t('catchers.sampleEffect')}
        action={t('catchers.sampleAction')}
      >
        <FlowSelect flowId={flowId} onChange={setFlowId} />
        <FaultNote fault={pin.error} />
      </ConfirmDialog>
    </>
  );
}
