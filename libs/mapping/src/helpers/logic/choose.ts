import { isTruthy } from '../../value/is-truthy.js';
import { defineHelper, needs, takes } from '../define-helper.js';

export const choose = defineHelper({
  name: 'choose',
  group: 'logic',
  summary: {
    en: 'One of two values, each with its type, depending on a condition.',
    ru: 'Одно из двух значений (с сохранением типа) в зависимости от условия.',
  },
  parameters: [
    needs('condition', 'any', 'The condition.', 'Условие.'),
    needs('then', 'any', 'The value when it holds.', 'Значение, если выполнено.'),
    takes(
      'otherwise',
      'any',
      'The value when it does not; nothing when it is not given.',
      'Значение, если нет; по умолчанию ничего.',
    ),
  ],
  whenEmpty: 'run',
  examples: [
    {
      template: '{{choose (gt trigger.sum 1000) "VIP" "обычный"}}',
      context: { trigger: { sum: 1500 } },
      result: 'VIP',
    },
    { template: '{{choose trigger.paid 1}}', context: { trigger: { paid: false } }, result: null },
  ],
  antiExamples: [{ template: '{{choose trigger.paid}}', context: {}, problem: 'missing_argument' }],
  run: (call) => (isTruthy(call.attempt(0)) ? call.value(1) : (call.value(2) ?? null)),
});
