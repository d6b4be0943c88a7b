import { isEmpty } from '../../value/is-empty.js';
import { defineHelper, needs, rest } from '../define-helper.js';

export const defaultTo = defineHelper({
  name: 'default',
  group: 'logic',
  summary: {
    en: 'The first value that is there. Missing, empty and wrong values (a phone that is no phone) are passed over.',
    ru: 'Первое значение, которое есть. Отсутствующие, пустые и неверные (телефон, который не телефон) пропускаются.',
  },
  parameters: [
    needs('value', 'any', 'The value wanted.', 'Желаемое значение.'),
    needs('fallback', 'any', 'What to use instead.', 'Что взять вместо него.'),
    rest('more', 'any', 'More fallbacks.', 'Ещё варианты.'),
  ],
  whenEmpty: 'run',
  examples: [
    { template: '{{default trigger.Name "Гость"}}', context: { trigger: {} }, result: 'Гость' },
    { template: '{{default trigger.sum 0}}', context: { trigger: { sum: '' } }, result: 0 },
    {
      template: '{{default (phone trigger.Phone) "none"}}',
      context: { trigger: { Phone: 'call me' } },
      result: 'none',
    },
    { template: '{{default trigger.count 5}}', context: { trigger: { count: 0 } }, result: 0 },
  ],
  antiExamples: [
    { template: '{{default trigger.Name}}', context: {}, problem: 'missing_argument' },
    { template: '{{default trigger.a (number "many")}}', context: {}, problem: 'not_a_number' },
  ],
  run(call) {
    for (let index = 0; index < call.count - 1; index += 1) {
      const value = call.attempt(index);
      if (!isEmpty(value)) return value;
    }
    return call.value(call.count - 1);
  },
});
