import { calculate } from './calculate.js';

export const subtract = calculate({
  name: 'subtract',
  summary: {
    en: 'Subtracts the other numbers from the first.',
    ru: 'Вычитает из первого числа остальные.',
  },
  examples: [
    { template: '{{subtract trigger.sum 100}}', context: { trigger: { sum: 250 } }, result: 150 },
  ],
  antiExamples: [
    { template: '{{subtract trigger.sum}}', context: {}, problem: 'missing_argument' },
  ],
  step: (total, next) => total - next,
});
