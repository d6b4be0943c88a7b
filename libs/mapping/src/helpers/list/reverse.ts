import { defineHelper, needs } from '../define-helper.js';

export const reverse = defineHelper({
  name: 'reverse',
  group: 'list',
  summary: { en: 'A list from its end to its start.', ru: 'Список от конца к началу.' },
  parameters: [needs('list', 'list', 'The list.', 'Список.')],
  examples: [
    {
      template: '{{reverse trigger.list}}',
      context: { trigger: { list: [1, 2, 3] } },
      result: [3, 2, 1],
    },
  ],
  antiExamples: [{ template: '{{reverse a b}}', context: {}, problem: 'too_many_arguments' }],
  run: (call) => [...call.list(0)].reverse(),
});
