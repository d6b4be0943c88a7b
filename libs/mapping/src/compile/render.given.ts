import type { JsonValue } from '@hookline/contract';
import type { RenderSettings } from '../render/render-settings.js';
import type { TemplateContext } from '../render/template-context.js';
import { compileTemplate } from './compile-template.js';

export const givenSettings: RenderSettings = {
  timeZone: 'Europe/Moscow',
  defaultCountry: 'RU',
  locale: 'ru',
};

/** The value that a template gives; throws when it gives a problem. */
export function renderGiven(source: string, context: TemplateContext): JsonValue {
  const rendered = compileTemplate(source).render(context, givenSettings);
  if (!rendered.ok) throw new Error(rendered.problem.code);
  return rendered.value;
}
