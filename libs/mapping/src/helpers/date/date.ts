import { defineHelper, needs, option, takes } from '../define-helper.js';
import { formatDate } from './format-date.js';
import { dateOptions } from './date-options.js';
import { requireDate } from './require-date.js';

export const date = defineHelper({
  name: 'date',
  group: 'date',
  summary: {
    en: 'A date in the form you choose. What comes in is guessed (day before month) or read by from=.',
    ru: 'Дата в нужном виде. Исходный вид угадывается (день перед месяцем) или задаётся через from=.',
  },
  parameters: [
    needs(
      'date',
      'date',
      'A date as text, or seconds or milliseconds since 1970.',
      'Дата текстом либо секунды или миллисекунды с 1970 года.',
    ),
    takes(
      'format',
      'text',
      'For example "dd.MM.yyyy HH:mm"; ISO 8601 when it is not given.',
      'Например «dd.MM.yyyy HH:mm»; по умолчанию ISO 8601.',
    ),
    takes(
      'zone',
      'text',
      'The time zone of the result, as "Europe/Kyiv"; the workspace\'s own when it is not given.',
      'Часовой пояс результата, например «Europe/Kyiv»; по умолчанию пояс рабочего пространства.',
    ),
    ...dateOptions,
    option(
      'locale',
      'text',
      'The language of month and day names.',
      'Язык названий месяцев и дней.',
    ),
  ],
  whenEmpty: 'skip',
  examples: [
    {
      template: '{{date trigger.day "yyyy-MM-dd"}}',
      context: { trigger: { day: '5.03.2026' } },
      result: '2026-03-05',
    },
    {
      template: '{{date now "dd.MM.yyyy HH:mm" "Asia/Tokyo"}}',
      context: { now: '2026-03-05T10:00:00Z' },
      result: '05.03.2026 19:00',
    },
    {
      template: '{{date trigger.at}}',
      context: { trigger: { at: 1772704800 } },
      result: '2026-03-05T13:00:00.000+03:00',
    },
    {
      template: '{{date trigger.day "d MMMM yyyy"}}',
      context: { trigger: { day: '2026-03-05' } },
      result: '5 марта 2026',
    },
    {
      template: '{{date trigger.day "yyyy-MM-dd" from="MM/dd/yyyy"}}',
      context: { trigger: { day: '03/05/2026' } },
      result: '2026-03-05',
    },
  ],
  antiExamples: [
    {
      template: '{{date trigger.day "yyyy"}}',
      context: { trigger: { day: 'завтра' } },
      problem: 'not_a_date',
    },
    {
      template: '{{date trigger.day "yyyy"}}',
      context: { trigger: { day: '31.02.2026' } },
      problem: 'not_a_date',
    },
    {
      template: '{{date now "HH:mm" "Moscow"}}',
      context: { now: '2026-03-05T10:00:00Z' },
      problem: 'bad_zone',
    },
  ],
  run(call) {
    const moment = requireDate(call, 2);
    return formatDate(call, moment, call.textOr(1, ''));
  },
});
