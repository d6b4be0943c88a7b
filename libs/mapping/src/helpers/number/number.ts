import { defineHelper, needs } from '../define-helper.js';

export const number = defineHelper({
  name: 'number',
  group: 'number',
  summary: {
    en: 'A number out of a text: reads "1 234,50 ₽", "$1,234.50", "12 шт.".',
    ru: 'Число из текста: понимает «1 234,50 ₽», «$1,234.50», «12 шт.».',
  },
  parameters: [needs('value', 'any', 'The text or number.', 'Текст или число.')],
  whenEmpty: 'skip',
  examples: [
    {
      template: '{{number trigger.sum}}',
      context: { trigger: { sum: '1 234,50 ₽' } },
      result: 1234.5,
    },
    {
      template: '{{number trigger.sum}}',
      context: { trigger: { sum: '$1,234.50' } },
      result: 1234.5,
    },
    { template: '{{number trigger.sum}}', context: { trigger: { sum: '−5' } }, result: -5 },
    { template: '{{number trigger.sum}}', context: { trigger: { sum: ' ' } }, result: null },
  ],
  antiExamples: [
    {
      template: '{{number trigger.sum}}',
      context: { trigger: { sum: 'много' } },
      problem: 'not_a_number',
    },
    {
      template: '{{number trigger.sum}}',
      context: { trigger: { sum: '12-34-56' } },
      problem: 'not_a_number',
    },
  ],
  run: (call) => call.number(0),
});
