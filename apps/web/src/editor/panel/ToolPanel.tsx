import { Stack } from '@mantine/core';
import type { ActionStep, Step } from '@hookline/contract';
import type { ReactNode } from 'react';
import { ToolMark } from '../canvas/ToolMark.js';
import { useCatalog } from '../state/editor-context.js';
import { stepTitle } from '../words/step-title.js';
import { useLanguage } from '../words/use-language.js';
import { NameAndNote } from './OptionsTab.js';
import { PanelHead } from './PanelHead.js';
import { PanelTabs } from './PanelTabs.js';
import { StepScope } from './StepScope.js';

type Props = {
  step: Exclude<Step, ActionStep>;
  fields: ReactNode;
  /** What the tool lets choose besides name and note. */
  options?: ReactNode;
};

/** The panel of a tool: what it does, and its name and note. */
export function ToolPanel({ step, fields, options }: Props) {
  const catalog = useCatalog();
  const language = useLanguage();
  return (
    <StepScope step={step}>
      <PanelHead
        mark={<ToolMark tool={step.type} />}
        title={stepTitle(step, { catalog, ...language })}
        subtitle={language.t(`editor.tools.${step.type}`)}
      />
      <PanelTabs
        tabs={{
          fields,
          options: (
            <Stack gap="md">
              <NameAndNote step={step} />
              {options}
            </Stack>
          ),
        }}
      />
    </StepScope>
  );
}
