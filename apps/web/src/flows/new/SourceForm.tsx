import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { saveDraft, type FlowView, type Trigger } from '@hookline/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noteSentHere } from '../../editor/state/sent-here.js';
import { useCall } from '../../api/use-call.js';
import { FaultNote } from '../../ui/FaultNote.js';
import { notify } from '../../ui/notify.js';
import { SourceSettings } from '../SourceSettings.js';

/** The secret that the source signs with, and what of its events starts the flow. */
export function SourceForm({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const [trigger, setTrigger] = useState<Trigger>(flow.draft.trigger);
  const saving = useCall(saveDraft, { touches: ['flows'], isShownInPlace: true });
  const save = () => {
    const document = { ...flow.draft, trigger };
    noteSentHere(flow.id, document);
    saving.mutate(
      { params: { id: flow.id }, body: { document, revision: flow.draftRevision } },
      { onSuccess: () => notify(t('common.saved')) },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="md">
        <div>
          <Title order={2}>{t('newFlow.settings')}</Title>
          <Text c="dimmed">
            {t('newFlow.settingsHelp')}{' '}
            <Anchor underline="always" renderRoot={(root) => <Link to="/connections" {...root} />}>
              {t('newFlow.toConnections')}
            </Anchor>
          </Text>
        </div>
        <SourceSettings trigger={trigger} onChange={setTrigger} fault={saving.error} />
        <FaultNote fault={saving.error} />
        <Group>
          <Button type="submit" variant="light" loading={saving.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
