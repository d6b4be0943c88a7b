import { defineHelper, needs } from '../define-helper.js';

export const upper = defineHelper({
  name: 'upper',
  group: 'text',
  summary: { en: 'Capital letters.', ru: 'Прописные буквы.' },
  parameters: [needs('text', 'text', 'The text.', 'Текст.')],
  examples: [
    {
      template: '{{upper trigger.code}}',
      context: { trigger: { code: 'ab-12 ж' } },
      result: 'AB-12 Ж',
    },
  ],
  antiExamples: [
    { template: '{{upper trigger.code trim=true}}', context: {}, problem: 'unknown_option' },
  ],
  run: (call) => call.text(0).toUpperCase(),
});
