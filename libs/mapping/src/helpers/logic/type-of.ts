import { isList } from '@hookline/contract';
import { defineHelper, needs } from '../define-helper.js';

export const typeOf = defineHelper({
  name: 'typeOf',
  group: 'logic',
  summary: {
    en: 'What kind of value it is: text, number, boolean, list, object, null or missing.',
    ru: 'Вид значения: text, number, boolean, list, object, null или missing (нет).',
  },
  parameters: [needs('value', 'any', 'The value.', 'Значение.')],
  whenEmpty: 'run',
  isTolerant: true,
  examples: [
    { template: '{{typeOf trigger.list}}', context: { trigger: { list: [] } }, result: 'list' },
    { template: '{{typeOf trigger.nothing}}', context: { trigger: {} }, result: 'missing' },
  ],
  antiExamples: [{ template: '{{typeOf a b}}', context: {}, problem: 'too_many_arguments' }],
  run(call) {
    const value = call.value(0);
    if (value === undefined) return 'missing';
    if (value === null) return 'null';
    if (isList(value)) return 'list';
    return typeof value === 'string' ? 'text' : typeof value;
  },
});
