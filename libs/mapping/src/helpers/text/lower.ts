import { defineHelper, needs } from '../define-helper.js';

export const lower = defineHelper({
  name: 'lower',
  group: 'text',
  summary: { en: 'Small letters.', ru: 'Строчные буквы.' },
  parameters: [needs('text', 'text', 'The text.', 'Текст.')],
  examples: [
    {
      template: '{{lower trigger.Email}}',
      context: { trigger: { Email: 'Anna@Example.COM' } },
      result: 'anna@example.com',
    },
    { template: '{{lower trigger.Name}}', context: { trigger: { Name: null } }, result: null },
  ],
  antiExamples: [
    { template: '{{lower trigger.Name trigger.City}}', context: {}, problem: 'too_many_arguments' },
  ],
  run: (call) => call.text(0).toLowerCase(),
});
