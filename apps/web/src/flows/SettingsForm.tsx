import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { isSameValue, saveDraft, type FlowView, type Trigger } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noteSentHere } from '../editor/state/sent-here.js';
import { useCall } from '../api/use-call.js';
import { FaultNote } from '../ui/FaultNote.js';
import { FlowAddress } from '../ui/FlowAddress.js';
import { notify } from '../ui/notify.js';
import { AnswerSettings } from './AnswerSettings.js';
import { EndpointSettings } from './EndpointSettings.js';
import { FeedSettings } from './FeedSettings.js';
import { MaskSettings } from './MaskSettings.js';
import { OrderSettings } from './OrderSettings.js';
import { RegistrationCard } from './RegistrationCard.js';
import { SourceSettings } from './SourceSettings.js';
import { tidyPolicy } from './tidy-policy.js';
import { useSavedBefore } from './use-saved-before.js';
import { useSourceOf } from './use-source-of.js';

/** What is set for a whole flow; saved by its button, and by whoever publishes it. */
export function SettingsForm({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const [name, setName] = useState(flow.draft.name);
  const [trigger, setTrigger] = useState<Trigger>(flow.draft.trigger);
  const [order, setOrder] = useState(flow.draft.order);
  const [answer, setAnswer] = useState(flow.draft.answer);
  const [masks, setMasks] = useState(flow.draft.masks);
  const isFixed = useSourceOf(trigger)?.hasOwnAnswer === true;
  const [endpoint, setEndpoint] = useState(flow.draft.endpoint);
  const saving = useCall(saveDraft, { touches: ['flows'], isShownInPlace: true });
  const document = { ...flow.draft, name: name.trim(), trigger, order, answer, masks, endpoint };
  const { formRef, save } = useSavedBefore(flow.id, {
    isChanged: !isSameValue(document, flow.draft),
    save: async () => {
      noteSentHere(flow.id, document);
      await saving.mutateAsync({
        params: { id: flow.id },
        body: { document, revision: flow.draftRevision },
      });
      notify(t('common.saved'));
    },
  });
  return (
    <form
      ref={formRef}
      className="hl-setting hl-surface"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
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
