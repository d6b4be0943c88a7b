import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { defaultMaxItems, isList, type LoopStep } from '@hookline/contract';
import { useFieldScope } from '../fields/field-scope.js';
import { flattenSample } from '../preview/flatten-sample.js';
import { itemsOf } from '../preview/first-item.js';
import { useSample } from '../preview/use-sample.js';
import { TemplateField } from '../template/TemplateField.js';
import { useLanguage } from '../words/use-language.js';
import { ToolPanel } from './ToolPanel.js';
import { useUpdateStep } from './use-update-step.js';

export function LoopPanel({ step }: { step: LoopStep }) {
  return (
    <ToolPanel
      step={step}
      fields={<LoopFields step={step} />}
      options={<LoopOptions step={step} />}
    />
  );
}

function LoopFields({ step }: { step: LoopStep }) {
  const { t, namePath } = useLanguage();
  const update = useUpdateStep(step.id);
  const sample = useSample();
  const { faultAt, noteAt } = useFieldScope();
  const lists = flattenSample(['trigger'], sample.context['trigger'] ?? {}).filter(({ value }) =>
    isList(value),
  );
  const count = itemsOf(sample, step.items).length;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('editor.toolHelp.loop')}
      </Text>
      <TemplateField
        stepId={step.id}
        label={t('editor.loop.list')}
        help={t('editor.loop.listHelp')}
        value={step.items}
        onChange={(items) => update({ items })}
        isRequired
        fault={faultAt('/items')}
        note={noteAt('/items')}
      />
      {step.items.trim() === '' && lists.length > 0 && (
        <Group gap="xs">
          {lists.slice(0, 6).map(({ path }) => (
            <Button
              key={path}
              size="compact-sm"
              variant="light"
              onClick={() => update({ items: `{{${path}}}` })}
            >
              {namePath(path)}
            </Button>
          ))}
        </Group>
      )}
      {step.items.trim() !== '' && (
        <Text size="sm" c="dimmed">
          {t('editor.loop.now', { count })}
        </Text>
      )}
    </Stack>
  );
}

function LoopOptions({ step }: { step: LoopStep }) {
  const { t } = useLanguage();
  const update = useUpdateStep(step.id);
  const onError = (['stop', 'continue'] as const).map((value) => ({
    value,
    label: t(`editor.loop.onError.${value}`),
  }));
  return (
    <>
      <Select
        label={t('editor.loop.onErrorLabel')}
        allowDeselect={false}
        data={onError}
        value={step.onError ?? 'stop'}
        onChange={(next) => update({ onError: next === 'continue' ? 'continue' : null })}
      />
      <NumberInput
        label={t('editor.loop.most')}
        description={t('editor.loop.mostHelp', { count: defaultMaxItems })}
        min={1}
        max={1_000}
        clampBehavior="strict"
        allowDecimal={false}
        value={step.maxItems ?? ''}
        onChange={(next) =>
          update({ maxItems: typeof next === 'number' && next >= 1 ? next : null })
        }
      />
    </>
  );
}
