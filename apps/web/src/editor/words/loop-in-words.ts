import type { LoopStep } from '@hookline/contract';
import type { Language, NamePath } from './name-path.js';
import { templateAsText } from './template-in-words.js';

type Words = Pick<Language, 't'> & { readonly namePath: NamePath };

/** "For each: Products". */
export function loopInWords({ items }: LoopStep, { t, namePath }: Words): string {
  const list = templateAsText(items, namePath).trim();
  return list === '' ? t('editor.loop.eachOf') : t('editor.loop.each', { list });
}
