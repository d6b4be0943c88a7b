import type { ActionStep } from '@hookline/contract';
import { AppIcon } from '../../ui/AppIcon.js';
import { FieldScopeContext } from '../fields/field-scope.js';
import { PreviewStrip } from '../preview/PreviewStrip.js';
import { useCatalog } from '../state/editor-context.js';
import { stepTitle } from '../words/step-title.js';
import { useLanguage } from '../words/use-language.js';
import { FieldsTab } from './FieldsTab.js';
import { OptionsTab } from './OptionsTab.js';
import { PanelHead } from './PanelHead.js';
import { PanelTabs } from './PanelTabs.js';
import { SetupTab } from './SetupTab.js';
import { TestTab } from './TestTab.js';
import { useActionScope } from './use-action-scope.js';

export function ActionPanel({ step }: { step: ActionStep }) {
  const catalog = useCatalog();
  const language = useLanguage();
  const { say } = language;
  const { scope, rendered, action, fields } = useActionScope(step);
  const app = catalog.app(step.app);
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
