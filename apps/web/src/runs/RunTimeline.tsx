import type { RunStepView, RunView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { lookOf } from '../ui/StateBadge.js';
import { ReceivedFields } from './ReceivedFields.js';
import { StepCard } from './StepCard.js';
import { IconBolt, IconChevronRight } from '@tabler/icons-react';

/** The steps from top to bottom in the order of the flow, what was received first. */
export function RunTimeline({ run }: { run: RunView }) {
  const { t } = useTranslation();
  return (
    <ol className="hl-timeline" aria-label={t('runs.steps')}>
      <li>
        <span className="hl-dot" data-tone="good">
          <IconBolt size={14} aria-hidden />
        </span>
        <details className="hl-step hl-surface">
          <summary>
            <span className="hl-step-name">{t('runs.received')}</span>
            <span className="hl-step-facts">
              <IconChevronRight size={16} className="hl-step-open" aria-hidden />
            </span>
          </summary>
          <div className="hl-step-body">
            <ReceivedFields run={run} />
          </div>
        </details>
      </li>
      {run.steps.map((step) => (
        <li key={step.stepId}>
          <Dot step={step} />
          <StepCard step={step} error={run.error?.stepId === step.stepId ? run.error : null} />
        </li>
      ))}
    </ol>
  );
}

function Dot({ step }: { step: RunStepView }) {
  const { icon: Icon, tone } = lookOf({ of: 'step', state: step.state });
  return (
    <span className="hl-dot" data-tone={tone}>
      <Icon size={14} stroke={2.2} aria-hidden />
    </span>
  );
}
