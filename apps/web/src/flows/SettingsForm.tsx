import { Stack, Text, TextInput } from '@mantine/core';
import type { FlowView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { FlowAddress } from '../ui/FlowAddress.js';
import { AnswerSettings } from './AnswerSettings.js';
import { EndpointSettings } from './EndpointSettings.js';
import { FeedSettings } from './FeedSettings.js';
import { MaskSettings } from './MaskSettings.js';
import { OrderSettings } from './OrderSettings.js';
import { RegistrationCard } from './RegistrationCard.js';
import { SaveDraft } from './SaveDraft.js';
import { SourceSettings } from './SourceSettings.js';
import { tidyPolicy } from './tidy-policy.js';
import { useDraftForm } from './use-draft-form.js';
import { useSourceOf } from './use-source-of.js';

/** What is set for a whole flow; saved by its button, and by whoever publishes it. */
export function SettingsForm({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const { formRef, ...form } = useDraftForm(flow);
  const { document, edit, fault } = form;
  const { trigger, endpoint } = document;
  const isFixed = useSourceOf(trigger)?.hasOwnAnswer === true;
  return (
    <form
      ref={formRef}
      className="hl-setting hl-surface"
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <Stack gap="md" key={form.turn}>
        <TextInput
          label={t('common.name')}
          required
          maxLength={200}
          value={document.name}
          onChange={(event) => edit({ name: event.currentTarget.value })}
        />
        <div style={{ minWidth: 0 }}>
          <Text fw={500}>{t('newFlow.address')}</Text>
          <FlowAddress flow={flow} what={t('flows.hookUrl')} />
        </div>
        <RegistrationCard flowId={flow.id} />
        <FeedSettings
          flow={flow}
          through={endpoint?.through}
          onChange={(through) => edit({ endpoint: tidyPolicy({ ...endpoint, through }) })}
        />
        <SourceSettings
          trigger={trigger}
          onChange={(next) => edit({ trigger: next })}
          fault={fault}
        />
        <EndpointSettings policy={endpoint} onChange={(next) => edit({ endpoint: next })} />
        <OrderSettings order={document.order} onChange={(order) => edit({ order })} />
        <AnswerSettings
          answer={document.answer}
          onChange={(answer) => edit({ answer })}
          isFixed={isFixed}
        />
        <MaskSettings
          flowId={flow.id}
          masks={document.masks}
          onChange={(masks) => edit({ masks })}
        />
        {flow.published !== null && (
          <Text size="sm" c="dimmed">
            {t('flows.settingsHold')}
          </Text>
        )}
      </Stack>
      <SaveDraft form={form} />
    </form>
  );
}
