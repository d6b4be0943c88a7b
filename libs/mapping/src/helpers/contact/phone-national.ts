import { defineHelper } from '../define-helper.js';
import { phone } from './phone.js';
import { requirePhone } from './require-phone.js';

export const phoneNational = defineHelper({
  ...phone,
  name: 'phoneNational',
  summary: {
    en: 'A phone number as people of its country write it.',
    ru: 'Телефон так, как его пишут в своей стране.',
  },
  examples: [
    {
      template: '{{phoneNational trigger.Phone}}',
      context: { trigger: { Phone: '+79161234567' } },
      result: '8 (916) 123-45-67',
    },
  ],
  antiExamples: [
    {
      template: '{{phoneNational trigger.Phone}}',
      context: { trigger: { Phone: '12' } },
      problem: 'not_a_phone',
    },
  ],
  run: (call) => requirePhone(call).formatNational(),
});
