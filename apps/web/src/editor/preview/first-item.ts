import { isList, type JsonValue } from '@hookline/contract';
import { compileTemplate, TemplateError } from '@hookline/mapping';
import type { Sample } from './use-sample.js';

/** The sample as the first round of a loop would see it. */
export function firstItem(sample: Sample, items: string): Sample {
  const item = itemsOf(sample, items)[0] ?? null;
  return { ...sample, context: { ...sample.context, item, index: 0 } };
}

/** The elements that a loop would go through. */
export function itemsOf(
  { context, settings }: Pick<Sample, 'context' | 'settings'>,
  items: string,
): readonly JsonValue[] {
  try {
    const result = compileTemplate(items).render(context, settings);
    return result.ok && isList(result.value) ? result.value : [];
  } catch (error) {
    if (error instanceof TemplateError) return [];
    throw error;
  }
}
