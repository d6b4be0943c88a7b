import { compileTemplate, TemplateError } from '@hookline/mapping';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useSample } from '../preview/use-sample.js';
import { valueAsRead } from '../preview/value-in-words.js';
import { expressionInWords } from '../words/template-in-words.js';
import { useLanguage } from '../words/use-language.js';
import { valueFaultInWords } from '../words/value-fault-in-words.js';
import type { LookOfPill } from './pill-extension.js';

/** Names pills and says what they hold for the chosen event. */
export function useLookOfPill(): LookOfPill {
  const { t } = useTranslation();
  const { namePath } = useLanguage();
  const { context, settings } = useSample();
  return useCallback(
    (inner) => {
      const text = expressionInWords(inner, namePath);
      try {
        const result = compileTemplate(`{{${inner}}}`).render(context, settings);
        if (!result.ok) {
          return { text, sample: valueFaultInWords(result.problem, t), tone: 'bad' };
        }
        const isMissing = result.missing.length > 0;
        const sample = isMissing ? t('editor.preview.notThere') : valueAsRead(result.value);
        return { text, sample, tone: isMissing ? 'missing' : 'good' };
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        const [problem] = error.problems;
        return { text, sample: problem ? valueFaultInWords(problem, t) : '', tone: 'bad' };
      }
    },
    [t, namePath, context, settings],
  );
}
