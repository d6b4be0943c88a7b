import { defineHelper, needs } from '../define-helper.js';

export const digits = defineHelper({
  name: 'digits',
  group: 'text',
  summary: { en: 'Only the digits of a text.', ru: 'Только цифры текста.' },
  parameters: [needs('text', 'text', 'The text.', 'Текст.')],
  examples: [
    {
      template: '{{digits trigger.Phone}}',
      context: { trigger: { Phone: '+7 (916) 123-45-67' } },
      result: '79161234567',
    },
  ],
  antiExamples: [
    { template: '{{digits}} {{digits a b}}', context: {}, problem: 'too_many_arguments' },
  ],
  run: (call) => call.text(0).replace(/\D+/g, ''),
});
