import { defineHelper, needs } from '../define-helper.js';

export const endsWith = defineHelper({
  name: 'endsWith',
  group: 'text',
  summary: {
    en: 'Whether a text ends with another one; small and capital letters are the same.',
    ru: 'Заканчивается ли текст другим; регистр букв не важен.',
  },
  parameters: [
    needs('text', 'text', 'The text.', 'Текст.'),
    needs('end', 'text', 'The end to look for.', 'Искомое окончание.'),
  ],
  whenEmpty: 'run',
  isTolerant: true,
  examples: [
    {
      template: '{{endsWith trigger.Email "@example.com"}}',
      context: { trigger: { Email: 'a@Example.com ' } },
      result: true,
    },
  ],
  antiExamples: [
    { template: '{{endsWith trigger.Email}}', context: {}, problem: 'missing_argument' },
  ],
  run: (call) => call.text(0).trim().toLowerCase().endsWith(call.text(1).trim().toLowerCase()),
});
