import { isTruthy } from '../../value/is-truthy.js';
import { defineHelper, needs, rest } from '../define-helper.js';

export const and = defineHelper({
  name: 'and',
  group: 'logic',
  summary: { en: 'Whether all values hold.', ru: 'Выполнены ли все условия.' },
  parameters: [
    needs('first', 'any', 'The first condition.', 'Первое условие.'),
    needs('second', 'any', 'The second condition.', 'Второе условие.'),
    rest('more', 'any', 'More conditions.', 'Другие условия.'),
  ],
  whenEmpty: 'run',
  isTolerant: true,
  examples: [
    {
      template: '{{and trigger.Phone (gt trigger.sum 0)}}',
      context: { trigger: { Phone: '+7', sum: 5 } },
      result: true,
    },
    {
      template: '{{and trigger.Phone trigger.Email}}',
      context: { trigger: { Phone: '+7' } },
      result: false,
    },
  ],
  antiExamples: [{ template: '{{and trigger.Phone}}', context: {}, problem: 'missing_argument' }],
  run(call) {
    for (let index = 0; index < call.count; index += 1) {
      if (!isTruthy(call.value(index))) return false;
    }
    return true;
  },
});
