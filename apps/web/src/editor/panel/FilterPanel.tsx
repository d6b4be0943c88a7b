import { Stack, Text } from '@mantine/core';
import type { FilterStep } from '@hookline/contract';
import { ToolMark } from '../canvas/ToolMark.js';
import { ConditionBuilder } from '../fields/ConditionBuilder.js';
import { useCatalog } from '../state/editor-context.js';
import { stepTitle } from '../words/step-title.js';
import { useLanguage } from '../words/use-language.js';
import { ConditionVerdict } from './ConditionVerdict.js';
import { NameAndNote } from './OptionsTab.js';
import { PanelHead } from './PanelHead.js';
import { PanelTabs } from './PanelTabs.js';
import { StepScope } from './StepScope.js';
import { useUpdateStep } from './use-update-step.js';

export function FilterPanel({ step }: { step: FilterStep }) {
  const catalog = useCatalog();
  const language = useLanguage();
  const { t } = language;
  const update = useUpdateStep(step.id);
  return (
    <StepScope step={step}>
      <PanelHead
        mark={<ToolMark tool="filter" />}
        title={stepTitle(step, { catalog, ...language })}
        subtitle={t('editor.tools.filter')}
      />
      <PanelTabs
        tabs={{
          fields: (
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
          ),
          options: (
            <Stack gap="md">
              <NameAndNote step={step} />
            </Stack>
          ),
        }}
      />
    </StepScope>
  );
}
