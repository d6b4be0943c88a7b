import { isTruthy } from '../../value/is-truthy.js';
import { defineHelper, needs } from '../define-helper.js';

export const not = defineHelper({
  name: 'not',
  group: 'logic',
  summary: { en: 'The opposite.', ru: 'Отрицание.' },
  parameters: [needs('condition', 'any', 'The condition.', 'Условие.')],
  whenEmpty: 'run',
  isTolerant: true,
  examples: [
    { template: '{{not trigger.paid}}', context: { trigger: { paid: false } }, result: true },
    { template: '{{not trigger.paid}}', context: { trigger: {} }, result: true },
  ],
  antiExamples: [
    { template: '{{not trigger.paid trigger.sum}}', context: {}, problem: 'too_many_arguments' },
  ],
  run: (call) => !isTruthy(call.value(0)),
});
