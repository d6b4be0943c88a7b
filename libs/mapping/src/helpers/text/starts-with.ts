import { defineHelper, needs } from '../define-helper.js';

export const startsWith = defineHelper({
  name: 'startsWith',
  group: 'text',
  summary: {
    en: 'Whether a text starts with another one; small and capital letters are the same.',
    ru: 'Начинается ли текст с другого; регистр букв не важен.',
  },
  parameters: [
    needs('text', 'text', 'The text.', 'Текст.'),
    needs('start', 'text', 'The start to look for.', 'Искомое начало.'),
  ],
  whenEmpty: 'run',
  isTolerant: true,
  examples: [
    {
      template: '{{startsWith trigger.Phone "+7"}}',
      context: { trigger: { Phone: '+79161234567' } },
      result: true,
    },
  ],
  antiExamples: [
    { template: '{{startsWith trigger.Phone}}', context: {}, problem: 'missing_argument' },
  ],
  run: (call) => call.text(0).trim().toLowerCase().startsWith(call.text(1).trim().toLowerCase()),
});
