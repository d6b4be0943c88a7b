import { isSame } from '../../value/is-same.js';
import { defineHelper, needs } from '../define-helper.js';

export const eq = defineHelper({
  name: 'eq',
  group: 'logic',
  summary: {
    en: 'Whether two values are the same. Texts are trimmed and compared without regard to case; numbers as numbers.',
    ru: 'Равны ли значения. Тексты сравниваются без крайних пробелов и регистра, числа как числа.',
  },
  parameters: [
    needs('left', 'any', 'The first value.', 'Первое значение.'),
    needs('right', 'any', 'The second value.', 'Второе значение.'),
  ],
  whenEmpty: 'run',
  isTolerant: true,
  examples: [
    {
      template: '{{eq trigger.status " Paid"}}',
      context: { trigger: { status: 'paid' } },
      result: true,
    },
    { template: '{{eq trigger.sum 10}}', context: { trigger: { sum: '10.0' } }, result: true },
    {
      template: '{{#if (eq trigger.City "Москва")}}МСК{{else}}регион{{/if}}',
      context: { trigger: { City: 'Тула' } },
      result: 'регион',
    },
  ],
  antiExamples: [{ template: '{{eq trigger.status}}', context: {}, problem: 'missing_argument' }],
  run: (call) => isSame(call.value(0), call.value(1), call.settings.locale),
});
