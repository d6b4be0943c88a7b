import type { Step } from '@hookline/contract';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '@mantine/core';
import { AppMark } from '../../ui/AppMark.js';
import { SpokenTemplate } from '../canvas/SpokenTemplate.js';
import { StepChip } from '../canvas/StepChip.js';
import { ToolMark } from '../canvas/ToolMark.js';
import { useCatalog, useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { conditionInWords } from '../words/condition-in-words.js';
import { describeStep } from '../words/describe-step.js';
import { loopInWords } from '../words/loop-in-words.js';
import { templateInWords } from '../words/template-in-words.js';
import { useLanguage } from '../words/use-language.js';
import './StepOutline.css';

const documentOf = (state: EditorState) => state.document;

/** The flow as a nested list: the canvas for those who cannot see it, and for narrow screens. */
export function StepOutline({ isReading = false }: { isReading?: boolean }) {
  const { t } = useTranslation();
  const flow = useEditor(documentOf);
  const catalog = useCatalog();
  const { say } = useLanguage();
  const trigger = catalog.trigger(flow.trigger);
  const list = (
    <nav aria-label={t('editor.outline.name')} className="hl-outline" data-testid="outline">
      {isReading && <p className="hl-outline-hint">{t('editor.outline.reading')}</p>}
      <ol>
        <li>
          <div className="hl-outline-step">
            {isReading && <OutlineMark app={flow.trigger.app} />}
            <span className="hl-outline-title">
              {trigger ? say(trigger.label) : flow.trigger.event}
            </span>
          </div>
        </li>
        <Steps steps={flow.steps} />
      </ol>
      {flow.steps.length === 0 && <p className="hl-outline-hint">{t('editor.outline.empty')}</p>}
    </nav>
  );
  return isReading ? list : <VisuallyHidden>{list}</VisuallyHidden>;
}

function OutlineMark({ app }: { app: string }) {
  const known = useCatalog().app(app);
  const { say } = useLanguage();
  return <AppMark app={app} known={known} label={known ? say(known.label) : app} size={28} />;
}

function Steps({ steps }: { steps: readonly Step[] }) {
  return steps.map((step) => (
    <li key={step.id}>
      <OutlineStep step={step} />
    </li>
  ));
}

const OutlineStep = memo(function OutlineStep({ step }: { step: Step }) {
  const catalog = useCatalog();
  const language = useLanguage();
  const { t, namePath } = language;
  const { title, subtitle, values } = describeStep(step, { catalog, ...language });
  return (
    <>
      <div className="hl-outline-step">
        {step.type === 'action' ? (
          <OutlineMark app={step.app} />
        ) : (
          <ToolMark tool={step.type} size={28} />
        )}
        <div>
          <span className="hl-outline-title">{title}</span>
          {subtitle !== '' && <span className="hl-outline-sub">{subtitle}</span>}
          {values.map(({ label, template }) => (
            <span key={label} className="hl-outline-sub">
              {label}: <SpokenTemplate parts={templateInWords(template, namePath)} />
            </span>
          ))}
          <StepChip id={step.id} />
        </div>
      </div>
      {step.type === 'loop' && (
        <ul className="hl-outline-lanes">
          <li>
            <span className="hl-outline-lane">{loopInWords(step, { t, namePath })}</span>
            <ol>
              <Steps steps={step.steps} />
            </ol>
          </li>
        </ul>
      )}
      {step.type === 'branch' && (
        <ul className="hl-outline-lanes">
          {step.branches.map((branch) => (
            <li key={branch.id}>
              <span className="hl-outline-lane">
                {branch.label || conditionInWords(branch.when, { t, namePath })}
              </span>
              <ol>
                <Steps steps={branch.steps} />
              </ol>
            </li>
          ))}
          <li>
            <span className="hl-outline-lane">{t('editor.branch.otherwise')}</span>
            <ol>
              <Steps steps={step.otherwise} />
            </ol>
          </li>
        </ul>
      )}
    </>
  );
});
