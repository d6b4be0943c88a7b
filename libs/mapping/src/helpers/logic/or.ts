import { isTruthy } from '../../value/is-truthy.js';
import { defineHelper } from '../define-helper.js';
import { and } from './and.js';

export const or = defineHelper({
  ...and,
  name: 'or',
  summary: { en: 'Whether at least one value holds.', ru: 'Выполнено ли хотя бы одно условие.' },
  examples: [
    {
      template: '{{or trigger.Phone trigger.Email}}',
      context: { trigger: { Email: 'a@example.com' } },
      result: true,
    },
  ],
  antiExamples: [{ template: '{{or trigger.Phone}}', context: {}, problem: 'missing_argument' }],
  run(call) {
    for (let index = 0; index < call.count; index += 1) {
      if (isTruthy(call.value(index))) return true;
    }
    return false;
  },
});
