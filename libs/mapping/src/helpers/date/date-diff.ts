import { among, defineHelper, needs, takes } from '../define-helper.js';
import { quote } from '../helper-call.js';
import { tidyNumber } from '../number/tidy-number.js';
import { dateOptions } from './date-options.js';
import { dateUnitChoices, dateUnits, isDateUnit } from './date-units.js';
import { readMoment } from './require-date.js';

export const dateDiff = defineHelper({
  name: 'dateDiff',
  group: 'date',
  summary: {
    en: 'How much time lies between two dates, in whole units; negative when the second is earlier.',
    ru: 'Сколько времени между датами в целых единицах; отрицательно, если вторая раньше.',
  },
  parameters: [
    needs('from', 'date', 'The first date.', 'Первая дата.'),
    needs('to', 'date', 'The second date.', 'Вторая дата.'),
    among(
      takes('unit', 'text', 'The unit; days when it is not given.', 'Единица; по умолчанию дни.'),
      dateUnitChoices,
    ),
    ...dateOptions,
  ],
  whenEmpty: 'skip',
  examples: [
    {
      template: '{{dateDiff trigger.from trigger.to}}',
      context: { trigger: { from: '01.03.2026', to: '05.03.2026' } },
      result: 4,
    },
    {
      template: '{{dateDiff trigger.birthday now "years"}}',
      context: { trigger: { birthday: '10.03.1990' }, now: '2026-03-05T10:00:00Z' },
      result: 35,
    },
  ],
  antiExamples: [
    {
      template: '{{dateDiff trigger.from "soon"}}',
      context: { trigger: { from: '01.03.2026' } },
      problem: 'not_a_date',
    },
  ],
  run(call) {
    const unit = call.textOr(2, 'days').trim();
    if (!isDateUnit(unit))
      return call.fail('bad_value', `${quote(unit)} is not a unit: ${dateUnits.join(', ')}.`);
    const amount = readMoment(call, 1).diff(readMoment(call, 0), unit).as(unit);
    return tidyNumber(Math.trunc(amount), call);
  },
});
