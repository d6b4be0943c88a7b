import type { RunStepView, RunView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { StateBadge } from '../../ui/StateBadge.js';
import { formatTook } from '../../words/format.js';

/** How a step of the shown run ended, after how many tries, in what time. */
export function RunChip({ step }: { step: RunStepView }) {
  const { t, i18n } = useTranslation();
  const tries = step.attempts.length;
  const last = step.attempts.at(-1);
  const tookMs = last?.finishedAt ? Date.parse(last.finishedAt) - Date.parse(last.startedAt) : null;
  const facts = [
    tries > 1 ? t('runs.tries', { count: tries }) : '',
    tookMs === null ? '' : formatTook(Math.max(0, tookMs), i18n.language),
  ].filter(Boolean);
  return (
    <span className="hl-run-chip">
      <StateBadge of="step" state={step.state} />
      {facts.length > 0 && <span>{facts.join(' · ')}</span>}
    </span>
  );
}

/** The step as the shown run went through it; none where no run is shown. */
export const runStepOf = (run: RunView | null, id: string): RunStepView | undefined =>
  run?.steps.find(({ stepId }) => stepId === id);
