import { calculate } from './calculate.js';

export const divide = calculate({
  name: 'divide',
  summary: {
    en: 'Divides the first number by the others.',
    ru: 'Делит первое число на остальные.',
  },
  examples: [
    {
      template: '{{divide trigger.kopecks 100}}',
      context: { trigger: { kopecks: 12345 } },
      result: 123.45,
    },
  ],
  antiExamples: [
    {
      template: '{{divide trigger.sum 0}}',
      context: { trigger: { sum: 1 } },
      problem: 'bad_value',
    },
  ],
  step: (total, next, call) =>
    next === 0 ? call.fail('bad_value', 'Nothing can be divided by zero.') : total / next,
});
