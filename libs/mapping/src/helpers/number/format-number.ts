import { defineHelper, needs, takes } from '../define-helper.js';
import { formatWith } from './format-with.js';

export const formatNumber = defineHelper({
  name: 'formatNumber',
  group: 'number',
  summary: {
    en: 'A number for people: groups of thousands and a fixed count of places.',
    ru: 'Число для людей: разряды и заданное число знаков после запятой.',
  },
  parameters: [
    needs('number', 'number', 'The number.', 'Число.'),
    takes(
      'places',
      'number',
      'Digits after the mark; as many as there are, up to 3, when it is not given.',
      'Знаков после запятой; по умолчанию сколько есть, до 3.',
    ),
  ],
  whenEmpty: 'skip',
  examples: [
    {
      template: '{{formatNumber trigger.sum}}',
      context: { trigger: { sum: 1234567.5 } },
      result: '1 234 567,5',
    },
    {
      template: '{{formatNumber trigger.sum 2}}',
      context: { trigger: { sum: 12 } },
      result: '12,00',
    },
  ],
  antiExamples: [
    {
      template: '{{formatNumber trigger.sum 50}}',
      context: { trigger: { sum: 1 } },
      problem: 'bad_value',
    },
  ],
  run(call) {
    const value = call.number(0);
    if (call.count < 2) return formatWith(call.settings.locale, {}, value);
    const places = call.number(1);
    if (!Number.isInteger(places) || places < 0 || places > 15)
      call.fail('bad_value', 'Give 0 to 15 places.');
    const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
    return formatWith(call.settings.locale, digits, value);
  },
});
