import { Anchor, Stack, Text, Title } from '@mantine/core';
import type { FlowView } from '@hookline/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SaveDraft } from '../SaveDraft.js';
import { SourceSettings } from '../SourceSettings.js';
import { useDraftForm } from '../use-draft-form.js';

/** The secret that the source signs with, and what of its events starts the flow. */
export function SourceForm({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const { formRef, ...form } = useDraftForm(flow);
  return (
    <form
      ref={formRef}
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <Stack gap="md" key={form.turn}>
        <div>
          <Title order={2}>{t('newFlow.settings')}</Title>
          <Text c="dimmed">
            {t('newFlow.settingsHelp')}{' '}
            <Anchor underline="always" renderRoot={(root) => <Link to="/connections" {...root} />}>
              {t('newFlow.toConnections')}
            </Anchor>
          </Text>
        </div>
        <SourceSettings
          trigger={form.document.trigger}
          onChange={(trigger) => form.edit({ trigger })}
          fault={form.fault}
        />
      </Stack>
      <SaveDraft form={form} variant="light" />
    </form>
  );
}
