import type { TFunction } from 'i18next';
import type { StepProblem } from '../state/flow-problems.js';

type Known = { readonly t: TFunction; readonly fieldName: (key: string) => string };

/** A fault in words, with the field that it is about where there is one. */
export function problemInWords(problem: StepProblem, { t, fieldName }: Known): string {
  const field = /^\/input\/([^/]+)/.exec(problem.pointer)?.[1];
  const ofLoop = problem.pointer === '/items' ? t('editor.loop.list') : '';
  const name = field === undefined ? ofLoop : fieldName(field);
  switch (problem.code) {
    case 'required':
      return t('editor.problem.required', { field: name });
    case 'connection_required':
      return t('editor.problem.connection');
    case 'unknown_action':
      return t('editor.problem.unknownAction');
    case 'unknown_reference':
      return t('editor.problem.reference', { step: problem.message });
    case 'unknown_table':
      return t('editor.problem.unknownTable');
    case 'item_outside':
      return t('editor.problem.itemOutside');
    default:
      return name === '' ? problem.message : `${name}: ${problem.message}`;
  }
}
