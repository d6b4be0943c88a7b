import { defineHelper, needs } from '../define-helper.js';

export const capitalize = defineHelper({
  name: 'capitalize',
  group: 'text',
  summary: {
    en: 'The first letter large, the others as they are.',
    ru: 'Первая буква прописная, остальные без изменений.',
  },
  parameters: [needs('text', 'text', 'The text.', 'Текст.')],
  examples: [
    {
      template: '{{capitalize trigger.City}}',
      context: { trigger: { City: 'москва' } },
      result: 'Москва',
    },
  ],
  antiExamples: [
    {
      template: '{{#capitalize trigger.City}}x{{/capitalize}}',
      context: {},
      problem: 'unknown_block',
    },
  ],
  run(call) {
    const [first = '', ...others] = call.text(0);
    return first.toUpperCase() + others.join('');
  },
});
