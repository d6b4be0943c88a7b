import { isEmpty as isEmptyValue } from '../../value/is-empty.js';
import { defineHelper, needs } from '../define-helper.js';

export const isEmpty = defineHelper({
  name: 'isEmpty',
  group: 'logic',
  summary: {
    en: 'Whether a value is missing, null, blank text, an empty list or an empty object. Zero and false are not empty.',
    ru: 'Пусто ли значение: нет его, null, пробелы, пустой список или объект. Ноль и false не пусты.',
  },
  parameters: [needs('value', 'any', 'The value.', 'Значение.')],
  whenEmpty: 'run',
  isTolerant: true,
  examples: [
    { template: '{{isEmpty trigger.Phone}}', context: { trigger: { Phone: '  ' } }, result: true },
    { template: '{{isEmpty trigger.sum}}', context: { trigger: { sum: 0 } }, result: false },
  ],
  antiExamples: [{ template: '{{isEmpty a b}}', context: {}, problem: 'too_many_arguments' }],
  run: (call) => isEmptyValue(call.value(0)),
});
