import { defineHelper } from '../define-helper.js';
import { defaultTo } from './default.js';

export const coalesce = defineHelper({
  ...defaultTo,
  name: 'coalesce',
  summary: {
    en: 'The same as default: the first value that is there.',
    ru: 'То же, что default: первое значение, которое есть.',
  },
  examples: [
    {
      template: '{{coalesce trigger.Phone trigger.phone trigger.tel}}',
      context: { trigger: { phone: '', tel: '+79161234567' } },
      result: '+79161234567',
    },
  ],
  antiExamples: [
    { template: '{{coalesce trigger.Phone}}', context: {}, problem: 'missing_argument' },
  ],
});
