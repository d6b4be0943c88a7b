import { compileTemplate, TemplateError } from '@hookline/mapping';
import { useCallback } from 'react';
import { useSample } from '../preview/use-sample.js';
import { valueInLine } from '../preview/value-in-words.js';
import { splitTemplate } from './split-template.js';
import { wrapExpression } from './wrap-expression.js';

/** What a helper would give for the chosen event if it were put around what stands before the caret. */
export function usePreviewOfHelper(
  source: string,
  caret: number | null,
): (helper: string) => string | null {
  const { context, settings } = useSample();
  return useCallback(
    (helper) => {
      if (caret === null) return null;
      const change = wrapExpression(source, caret, helper);
      // An empty call has nothing to be tried on.
      if (change.from === change.to) return null;
      const [part] = splitTemplate(change.insert);
      if (part?.kind !== 'expression') return null;
      try {
        const result = compileTemplate(part.text).render(context, settings);
        return result.ok && result.missing.length === 0 ? valueInLine(result.value, 40) : null;
      } catch (error) {
        if (error instanceof TemplateError) return null;
        throw error;
      }
    },
    [source, caret, context, settings],
  );
}
