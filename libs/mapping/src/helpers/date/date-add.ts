import { dateUnitChoices, dateUnits, isDateUnit } from './date-units.js';
import { among, defineHelper, needs, takes } from '../define-helper.js';
import { dateOptions } from './date-options.js';
import { formatDate } from './format-date.js';
import { requireDate } from './require-date.js';
import { quote } from '../helper-call.js';

export const dateAdd = defineHelper({
  name: 'dateAdd',
  group: 'date',
  summary: {
    en: 'A later date, or an earlier one with a negative amount.',
    ru: 'Дата позже, а с отрицательным числом раньше.',
  },
  parameters: [
    needs('date', 'date', 'The date.', 'Дата.'),
    needs('amount', 'number', 'How many units.', 'Сколько единиц.'),
    among(needs('unit', 'text', 'The unit.', 'Единица.'), dateUnitChoices),
    takes(
      'format',
      'text',
      'The form of the result; ISO 8601 when it is not given.',
      'Вид результата; по умолчанию ISO 8601.',
    ),
    ...dateOptions,
  ],
  whenEmpty: 'skip',
  examples: [
    {
      template: '{{dateAdd trigger.day 3 "days" "dd.MM.yyyy"}}',
      context: { trigger: { day: '27.02.2026' } },
      result: '02.03.2026',
    },
    {
      template: '{{dateAdd now -1 "months" "yyyy-MM"}}',
      context: { now: '2026-03-31T10:00:00Z' },
      result: '2026-02',
    },
  ],
  antiExamples: [
    {
      template: '{{dateAdd trigger.day 3 "moons"}}',
      context: { trigger: { day: '27.02.2026' } },
      problem: 'bad_value',
    },
    {
      template: '{{dateAdd trigger.day 1000000000 "years"}}',
      context: { trigger: { day: '27.02.2026' } },
      problem: 'not_a_date',
    },
  ],
  run(call) {
    const unit = call.text(2).trim();
    if (!isDateUnit(unit))
      return call.fail('bad_value', `${quote(unit)} is not a unit: ${dateUnits.join(', ')}.`);
    const moment = requireDate(call, call.count).plus({ [unit]: call.number(1) });
    if (!moment.isValid) call.fail('not_a_date', 'The date is out of range.');
    return formatDate(call, moment, call.textOr(3, ''));
  },
});
