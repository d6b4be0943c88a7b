import { defineHelper, needs, takes } from '../define-helper.js';
import { requirePhone } from './require-phone.js';

export const phone = defineHelper({
  name: 'phone',
  group: 'contact',
  summary: {
    en: 'A phone number in the international form (E.164), whatever form it was typed in.',
    ru: 'Телефон в международном виде (E.164), как бы его ни набрали.',
  },
  parameters: [
    needs('phone', 'text', 'The phone number.', 'Телефон.'),
    takes(
      'country',
      'text',
      "The country of numbers without a code, as two letters; the workspace's own when it is not given.",
      'Страна номеров без кода, двумя буквами; по умолчанию страна рабочего пространства.',
    ),
  ],
  whenEmpty: 'skip',
  examples: [
    {
      template: '{{phone trigger.Phone "RU"}}',
      context: { trigger: { Phone: '8 (916) 123-45-67' } },
      result: '+79161234567',
    },
    {
      template: '{{phone trigger.Phone}}',
      context: { trigger: { Phone: '380501234567' } },
      result: '+380501234567',
    },
    {
      template: '{{phone trigger.Phone "UA"}}',
      context: { trigger: { Phone: '050 123 45 67' } },
      result: '+380501234567',
    },
    { template: '{{phone trigger.Phone}}', context: { trigger: { Phone: '' } }, result: null },
  ],
  antiExamples: [
    {
      template: '{{phone trigger.Phone}}',
      context: { trigger: { Phone: 'call me' } },
      problem: 'not_a_phone',
    },
    {
      template: '{{phone trigger.Phone "Russia"}}',
      context: { trigger: { Phone: '89161234567' } },
      problem: 'bad_country',
    },
  ],
  run: (call) => requirePhone(call).number,
});
