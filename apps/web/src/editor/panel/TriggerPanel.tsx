import { Select, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AppIcon } from '../../ui/AppIcon.js';
import { addressOf } from '../../ui/address-of.js';
import { FlowAddress } from '../../ui/FlowAddress.js';
import { SourceGuide } from '../../ui/SourceGuide.js';
import { FieldForm } from '../../ui/fields/FieldForm.js';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { tryDeed } from '../state/try-deed.js';
import { useLanguage } from '../words/use-language.js';
import { CapturedEvents } from './CapturedEvents.js';
import { ConnectionSelect } from './ConnectionSelect.js';
import { PanelHead } from './PanelHead.js';
import { PanelTabs } from './PanelTabs.js';

const triggerOf = (state: EditorState) => state.document.trigger;

/** The source: its address, how to connect it, what has arrived. */
export function TriggerPanel() {
  const { catalog } = useEditorTools();
  const { say } = useLanguage();
  const trigger = useEditor(triggerOf);
  const app = catalog.app(trigger.app);
  const description = catalog.trigger(trigger);
  return (
    <>
      <PanelHead
        mark={<AppIcon app={trigger.app} size={32} />}
        title={description ? say(description.label) : trigger.event}
        subtitle={app ? say(app.label) : trigger.app}
      />
      <PanelTabs tabs={{ setup: <TriggerSetup />, test: <CapturedEvents /> }} />
    </>
  );
}

const flowOf = (state: EditorState) => state.flow;

/** Where leads come from: the source, its address, how to connect it. */
export function TriggerSetup() {
  const { t } = useTranslation();
  const { store, catalog } = useEditorTools();
  const { say } = useLanguage();
  const trigger = useEditor(triggerOf);
  const flow = useEditor(flowOf);
  const description = catalog.trigger(trigger);
  const data = catalog.apps
    .filter((app) => app.triggers.length > 0)
    .map((app) => ({
      group: say(app.label),
      items: app.triggers.map((one) => ({ value: `${app.key}/${one.key}`, label: say(one.label) })),
    }));
  const choose = (next: string | null) => {
    const [app = '', event = ''] = (next ?? '').split('/');
    if (!catalog.trigger({ app, event }) || next === `${trigger.app}/${trigger.event}`) return;
    const fresh = { app, event, connectionId: null, settings: {} };
    store.getState().apply({ type: 'set_trigger', trigger: fresh });
  };
  return (
    <Stack gap="md">
      <Select
        label={t('editor.trigger.source')}
        data={data}
        allowDeselect={false}
        value={`${trigger.app}/${trigger.event}`}
        onChange={choose}
      />
      <div>
        <Title order={3}>{t('editor.trigger.address')}</Title>
        <Text size="sm" c="dimmed" mb={4}>
          {t('editor.trigger.addressHelp')}
        </Text>
        <FlowAddress flow={flow} what={t('editor.trigger.address')} />
      </div>
      {description && (
        <SourceGuide
          source={description}
          title={t('editor.trigger.steps')}
          hookUrl={addressOf(flow)}
        />
      )}
      {description && description.connection !== 'none' && (
        <ConnectionSelect
          app={trigger.app}
          isRequired={description.connection === 'required' && flow.takesFrom === null}
          value={trigger.connectionId}
          onChange={(connectionId) =>
            store.getState().apply({ type: 'set_trigger', trigger: { ...trigger, connectionId } })
          }
        />
      )}
      {description && description.settings.length > 0 && (
        <FieldForm
          fields={description.settings}
          values={trigger.settings}
          app={trigger.app}
          connectionId={trigger.connectionId}
          onChange={(settings) => {
            const { apply } = store.getState();
            const next = { ...trigger, settings };
            tryDeed(() => apply({ type: 'set_trigger', trigger: next }, 'trigger:settings'));
          }}
        />
      )}
    </Stack>
  );
}
