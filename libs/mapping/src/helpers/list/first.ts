import { defineHelper, needs } from '../define-helper.js';

export const first = defineHelper({
  name: 'first',
  group: 'list',
  summary: {
    en: 'The first item of a list; null when it is empty.',
    ru: 'Первый элемент списка; null, если он пуст.',
  },
  parameters: [needs('list', 'list', 'The list.', 'Список.')],
  examples: [
    {
      template: '{{first trigger.products}}',
      context: { trigger: { products: [{ name: 'Чай' }, { name: 'Кофе' }] } },
      result: { name: 'Чай' },
    },
    {
      template: '{{first trigger.products}}',
      context: { trigger: { products: [] } },
      result: null,
    },
    { template: '{{first trigger.tag}}', context: { trigger: { tag: 'one' } }, result: 'one' },
  ],
  antiExamples: [{ template: '{{first a b}}', context: {}, problem: 'too_many_arguments' }],
  run: (call) => call.list(0)[0] ?? null,
});
