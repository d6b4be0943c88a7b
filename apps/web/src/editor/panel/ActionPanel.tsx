import type { ActionStep } from '@hookline/contract';
import { useMemo } from 'react';
import { AppIcon } from '../../ui/AppIcon.js';
import { FieldScopeContext } from '../fields/field-scope.js';
import { PreviewStrip } from '../preview/PreviewStrip.js';
import { useRenderedInput } from '../preview/use-rendered-input.js';
import { useCatalog } from '../state/editor-context.js';
import { useProblems } from '../state/use-problems.js';
import { stepTitle } from '../words/step-title.js';
import { useLanguage } from '../words/use-language.js';
import { FieldsTab } from './FieldsTab.js';
import { makeFaults } from './make-faults.js';
import { OptionsTab } from './OptionsTab.js';
import { PanelHead } from './PanelHead.js';
import { PanelTabs } from './PanelTabs.js';
import { SetupTab } from './SetupTab.js';
import { TestTab } from './TestTab.js';
import { useTestFault } from './use-test-fault.js';

export function ActionPanel({ step }: { step: ActionStep }) {
  const catalog = useCatalog();
  const language = useLanguage();
  const { t, say } = language;
  const problems = useProblems(step.id);
  const rendered = useRenderedInput(step.input);
  const testFault = useTestFault(step.id);
  const app = catalog.app(step.app);
  const action = catalog.action(step.app, step.action);
  const scope = useMemo(
    () => ({
      stepId: step.id,
      app: step.app,
      connectionId: step.connectionId,
      input: step.input,
      ...makeFaults({ problems, rendered, testFault, t }),
    }),
    [step, problems, rendered, testFault, t],
  );
  const fields = action?.input ?? [];
  return (
    <FieldScopeContext value={scope}>
      <PanelHead
        mark={<AppIcon app={step.app} size={32} />}
        title={stepTitle(step, { catalog, ...language })}
        subtitle={[app && say(app.label), action && say(action.label)].filter(Boolean).join(' · ')}
      />
      <PanelTabs
        tabs={{
          setup: <SetupTab step={step} />,
          fields: <FieldsTab step={step} fields={fields} rendered={rendered} />,
          test: <TestTab step={step} action={action} />,
          options: <OptionsTab step={step} />,
        }}
        foot={<PreviewStrip fields={fields} rendered={rendered} />}
      />
    </FieldScopeContext>
  );
}
