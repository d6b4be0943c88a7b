import { defineHelper, needs, takes } from '../define-helper.js';
import { formatWith } from './format-with.js';
import { quote } from '../helper-call.js';

export const money = defineHelper({
  name: 'money',
  group: 'number',
  summary: {
    en: "An amount with its currency, as the workspace's language writes it.",
    ru: 'Сумма с валютой, как принято в языке рабочего пространства.',
  },
  parameters: [
    needs('amount', 'number', 'The amount.', 'Сумма.'),
    takes(
      'currency',
      'text',
      'Three letters; "RUB" when it is not given.',
      'Три буквы; по умолчанию «RUB».',
    ),
  ],
  whenEmpty: 'skip',
  examples: [
    {
      template: '{{money trigger.sum}}',
      context: { trigger: { sum: '1234.5' } },
      result: '1 234,50 ₽',
    },
    {
      template: '{{money trigger.sum "EUR"}}',
      context: { trigger: { sum: 10 } },
      result: '10,00 €',
    },
  ],
  antiExamples: [
    {
      template: '{{money trigger.sum "roubles"}}',
      context: { trigger: { sum: 1 } },
      problem: 'bad_value',
    },
    {
      template: '{{money trigger.sum}}',
      context: { trigger: { sum: 'free' } },
      problem: 'not_a_number',
    },
  ],
  run(call) {
    const currency = call.textOr(1, 'RUB').trim().toUpperCase();
    if (!/^[A-Z]{3}$/.test(currency))
      call.fail(
        'bad_value',
        `${quote(currency)} is not a currency: write three letters, as "RUB".`,
      );
    return formatWith(call.settings.locale, { style: 'currency', currency }, call.number(0));
  },
});
