import { defineHelper, needs } from '../define-helper.js';

export const trim = defineHelper({
  name: 'trim',
  group: 'text',
  summary: {
    en: 'Without spaces at both ends, and with single spaces inside.',
    ru: 'Без пробелов по краям и с одинарными пробелами внутри.',
  },
  parameters: [needs('text', 'text', 'The text.', 'Текст.')],
  examples: [
    {
      template: '{{trim trigger.Name}}',
      context: { trigger: { Name: '  Анна \n Петрова ' } },
      result: 'Анна Петрова',
    },
  ],
  antiExamples: [
    { template: '{{trim trigger.Name " "}}', context: {}, problem: 'too_many_arguments' },
  ],
  run: (call) => call.text(0).replace(/\s+/g, ' ').trim(),
});
