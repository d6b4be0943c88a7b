import { Stack, Text } from '@mantine/core';
import type { FilterStep } from '@hookline/contract';
import { ConditionBuilder } from '../fields/ConditionBuilder.js';
import { useLanguage } from '../words/use-language.js';
import { ConditionVerdict } from './ConditionVerdict.js';
import { ToolPanel } from './ToolPanel.js';
import { useUpdateStep } from './use-update-step.js';

export function FilterPanel({ step }: { step: FilterStep }) {
  const { t } = useLanguage();
  const update = useUpdateStep(step.id);
  return (
    <ToolPanel
      step={step}
      fields={
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('editor.toolHelp.filter')}
          </Text>
          <ConditionBuilder
            stepId={step.id}
            value={step.when}
            onChange={(when) => update({ when })}
            pointer="/when"
          />
          <ConditionVerdict condition={step.when} />
        </Stack>
      }
    />
  );
}
