import { isEmpty } from '../../value/is-empty.js';
import { defineHelper, needs } from '../define-helper.js';

export const count = defineHelper({
  name: 'count',
  group: 'list',
  summary: {
    en: 'How many items of a list are not empty.',
    ru: 'Сколько в списке непустых элементов.',
  },
  parameters: [needs('list', 'list', 'The list.', 'Список.')],
  whenEmpty: 'run',
  isTolerant: true,
  examples: [
    {
      template: '{{count trigger.products}}',
      context: { trigger: { products: [{ a: 1 }, { a: 2 }] } },
      result: 2,
    },
    { template: '{{count trigger.products}}', context: { trigger: {} }, result: 0 },
  ],
  antiExamples: [{ template: '{{count a b}}', context: {}, problem: 'too_many_arguments' }],
  run: (call) => call.list(0).filter((item) => !isEmpty(item)).length,
});
