import { Select, Stack, Text } from '@mantine/core';
import type { ActionStep } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { newAction } from '../palette/new-step.js';
import { useCatalog } from '../state/editor-context.js';
import { useLanguage } from '../words/use-language.js';
import { ConnectionSelect } from './ConnectionSelect.js';
import { useUpdateStep } from './use-update-step.js';

/** Which app does what, and through which connection. */
export function SetupTab({ step }: { step: ActionStep }) {
  const { t } = useTranslation();
  const { say } = useLanguage();
  const catalog = useCatalog();
  const update = useUpdateStep(step.id);
  const action = catalog.action(step.app, step.action);
  const data = catalog.apps
    .filter((app) => app.actions.length > 0)
    .map((app) => ({
      group: say(app.label),
      items: app.actions.map((one) => ({ value: `${app.key}/${one.key}`, label: say(one.label) })),
    }));
  const choose = (next: string | null) => {
    const [app = '', key = ''] = (next ?? '').split('/');
    const description = catalog.action(app, key);
    if (!description || next === `${step.app}/${step.action}`) return;
    // Fields that the new action knows by the same name keep what was mapped into them.
    const known = new Set(description.input.map((field) => field.key));
    const kept = Object.entries(step.input).filter(([name]) => known.has(name));
    const fresh = newAction({ id: step.id, app, action: key }, description);
    const input = { ...fresh.input, ...Object.fromEntries(kept) };
    const connectionId = app === step.app ? step.connectionId : null;
    update({ app, action: key, connectionId, input }, 'action');
  };
  return (
    <Stack gap="md">
      <Select
        label={t('editor.setup.action')}
        data={data}
        searchable
        allowDeselect={false}
        value={`${step.app}/${step.action}`}
        onChange={choose}
      />
      {action?.help && (
        <Text size="sm" c="dimmed">
          {say(action.help)}
        </Text>
      )}
      {action && action.connection !== 'none' && (
        <ConnectionSelect
          app={step.app}
          isRequired={action.connection === 'required'}
          value={step.connectionId}
          onChange={(connectionId) => update({ connectionId })}
        />
      )}
      {action?.connection === 'none' && (
        <Text size="sm" c="dimmed">
          {t('editor.setup.noConnection')}
        </Text>
      )}
    </Stack>
  );
}
