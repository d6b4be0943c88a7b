import { defineHelper, needs } from '../define-helper.js';

export const last = defineHelper({
  name: 'last',
  group: 'list',
  summary: {
    en: 'The last item of a list; null when it is empty.',
    ru: 'Последний элемент списка; null, если он пуст.',
  },
  parameters: [needs('list', 'list', 'The list.', 'Список.')],
  examples: [
    { template: '{{last trigger.list}}', context: { trigger: { list: [1, 2, 3] } }, result: 3 },
  ],
  antiExamples: [{ template: '{{last a b}}', context: {}, problem: 'too_many_arguments' }],
  run: (call) => call.list(0).at(-1) ?? null,
});
