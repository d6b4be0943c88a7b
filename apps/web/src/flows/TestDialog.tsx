import { Text } from '@mantine/core';
import type { FlowView, JsonObject } from '@hookline/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sendToHook } from '../api/send-to-hook.js';
import { catalogQuery } from '../api/catalog.js';
import { ConfirmDialog } from '../ui/ConfirmDialog.js';
import { FaultNote } from '../ui/FaultNote.js';
import { JsonView } from '../ui/JsonView.js';
import { Note } from '../ui/Note.js';
import { notify } from '../ui/notify.js';

type Props = { flow: FlowView; isOpen: boolean; onClose: () => void };

/** Sends the source's sample to the flow's own address: the same way in as a real lead has. */
export function TestDialog({ flow, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: catalog } = useQuery(catalogQuery);
  const { app, event } = flow.draft.trigger;
  const source = catalog?.apps
    .find((candidate) => candidate.key === app)
    ?.triggers.find((candidate) => candidate.key === event);
  const sample = source?.sample ?? {};
  const sending = useMutation({
    mutationFn: () => sendToHook(flow.hookUrl, asNewLead(sample, source?.dedupeFields ?? [])),
    meta: { isShownInPlace: true },
    onSuccess: () => {
      onClose();
      notify(t('flows.testSent'));
      void navigate({ to: '/flows/$flowId/inbox', params: { flowId: flow.id } });
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => sending.mutate()}
      isBusy={sending.isPending}
      title={t('flows.testTitle')}
      effect={t('flows.testEffect')}
      action={t('flows.testSend')}
    >
      {source?.connection === 'required' && <Note tone="care">{t('flows.testSigned')}</Note>}
      {flow.state === 'live' && <Note tone="care">{t('flows.testLive')}</Note>}
      {flow.state !== 'live' && <Text c="dimmed">{t('flows.testHeld')}</Text>}
      <JsonView value={sample} />
      <FaultNote fault={sending.error} />
    </ConfirmDialog>
  );
}

/** Each test is a lead of its own: the numbers that a sender repeats are never the same twice. */
function asNewLead(sample: JsonObject, dedupeFields: readonly string[]): JsonObject {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  const fresh = `test:${Date.now()}${random}`;
  return { ...sample, ...Object.fromEntries(dedupeFields.map((field) => [field, fresh])) };
}
