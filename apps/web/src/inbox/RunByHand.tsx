import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { runEvent, type EventView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowQuery } from '../api/flows.js';
import { useCall } from '../api/use-call.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { FaultNote } from '../ui/FaultNote.js';
import { notify } from '../ui/notify.js';
import { FlowSelect } from './FlowSelect.js';
import { NeverPublished } from './NeverPublished.js';
import { VersionChoice } from './VersionChoice.js';

/** Runs one stored request on a flow of the reader's choice; its own flow, if it has one, is chosen to begin with. */
export function RunByHand({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isCaught = event.state === 'captured';
  const [isAsked, question] = useDisclosure(false);
  const [flowId, setFlowId] = useState(isCaught ? undefined : event.flowId);
  const [versionId, setVersionId] = useState<string | undefined>();
  const { data: flow } = useQuery({
    ...flowQuery(flowId ?? ''),
    enabled: isAsked && flowId !== undefined,
  });
  const isNeverPublished = flowId !== undefined && flow?.published === null;
  const run = useCall(runEvent, { touches: ['runs'], isShownInPlace: true });
  const start = () => {
    if (flowId === undefined) return;
    run.mutate(
      { params: { id: event.id }, body: { flowId, versionId } },
      {
        onSuccess: ({ runId }) => {
          notify(t('inbox.byHandBegun'));
          void navigate({ to: '/runs/$runId', params: { runId } });
        },
      },
    );
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={question.open}>
        {t('inbox.byHand')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={question.close}
        onConfirm={start}
        isBusy={run.isPending}
        isBlocked={flowId === undefined || isNeverPublished}
        title={t('inbox.byHandTitle')}
        effect={t('inbox.byHandEffect')}
        action={t('inbox.byHand')}
      >
        <FlowSelect
          flowId={flowId}
          onChange={(next) => {
            setFlowId(next);
            setVersionId(undefined);
          }}
        />
        {flowId !== undefined && (
          <VersionChoice flowId={flowId} versionId={versionId} onChange={setVersionId} />
        )}
        {isNeverPublished && <NeverPublished />}
        <FaultNote fault={run.error} />
      </ConfirmDialog>
    </>
  );
}
