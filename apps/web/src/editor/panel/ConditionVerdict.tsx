import { IconCheck, IconFilter, IconX } from '@tabler/icons-react';
import type { Condition } from '@hookline/contract';
import { compileCondition, TemplateError } from '@hookline/mapping';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSample } from '../preview/use-sample.js';
import { valueFaultInWords } from '../words/value-fault-in-words.js';

type Verdict = { readonly holds: boolean } | { readonly fault: string };

/** Whether a condition holds for the chosen event, as the worker would decide it. */
export function ConditionVerdict({ condition }: { condition: Condition }) {
  const { t } = useTranslation();
  const { context, settings, event } = useSample();
  const verdict = useMemo((): Verdict => {
    try {
      const result = compileCondition(condition).test(context, settings);
      const [problem] = result.problems;
      return problem ? { fault: valueFaultInWords(problem, t) } : { holds: result.passed };
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const [problem] = error.problems;
      return { fault: problem ? valueFaultInWords(problem, t) : error.message };
    }
  }, [condition, context, settings, t]);
  if ('fault' in verdict) {
    return (
      <p className="hl-verdict" data-tone="bad">
        <IconX size={16} aria-hidden /> {verdict.fault}
      </p>
    );
  }
  const of = event ? 'event' : 'sample';
  return (
    <p className="hl-verdict" data-tone={verdict.holds ? 'good' : 'quiet'} data-testid="verdict">
      {verdict.holds ? <IconCheck size={16} aria-hidden /> : <IconFilter size={16} aria-hidden />}
      {verdict.holds ? t(`editor.condition.holds.${of}`) : t(`editor.condition.fails.${of}`)}
    </p>
  );
}
