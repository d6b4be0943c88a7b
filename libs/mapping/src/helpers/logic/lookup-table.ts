import { isObject } from '@hookline/contract';
import { compareKey } from '../../value/compare-key.js';
import { tabulatePairs } from '../../value/tabulate-pairs.js';
import { defineHelper, needs, option, rest } from '../define-helper.js';
import { quote } from '../helper-call.js';

export const lookupTable = defineHelper({
  name: 'lookupTable',
  group: 'logic',
  summary: {
    en: 'Translates a value by pairs, or by an object. A value outside the table is a problem unless else= is given.',
    ru: 'Переводит значение по парам или по объекту. Значение вне таблицы — ошибка, если не задано else=.',
  },
  parameters: [
    needs('value', 'any', 'The value to look up.', 'Искомое значение.'),
    needs('table', 'any', 'An object, or the first of the pairs.', 'Объект или первое из пар.'),
    rest(
      'pairs',
      'any',
      'The rest of the pairs: from, to, from, to.',
      'Остальные пары: что, на что, что, на что.',
    ),
    option('else', 'any', 'What to give when nothing fits.', 'Что дать, если ничего не подошло.'),
  ],
  examples: [
    {
      template: '{{lookupTable trigger.plan "basic" 1 "pro" 2 else=0}}',
      context: { trigger: { plan: 'Pro' } },
      result: 2,
    },
    {
      template: '{{lookupTable trigger.plan "basic" 1 else="другое"}}',
      context: { trigger: { plan: 'max' } },
      result: 'другое',
    },
    {
      template: '{{lookupTable trigger.city steps.codes}}',
      context: { trigger: { city: 'Тула' }, steps: { codes: { Тула: 71 } } },
      result: 71,
    },
  ],
  antiExamples: [
    {
      template: '{{lookupTable trigger.plan "basic" 1}}',
      context: { trigger: { plan: 'max' } },
      problem: 'not_in_table',
    },
    {
      template: '{{lookupTable trigger.plan "basic"}}',
      context: { trigger: { plan: 'max' } },
      problem: 'bad_value',
    },
    {
      template: '{{lookupTable trigger.plan steps.t}}',
      context: { trigger: { plan: 'constructor' }, steps: { t: {} } },
      problem: 'not_in_table',
    },
  ],
  run(call) {
    const value = call.value(0);
    const table = call.value(1);
    const pairs = isObject(table) ? Object.entries(table).flat() : call.valuesFrom(1);
    if (pairs.length % 2 > 0)
      call.fail('bad_value', '"lookupTable" needs pairs: from, to, from, to.');
    const { locale } = call.settings;
    const found = tabulatePairs(pairs, locale).get(compareKey(value, locale));
    if (found !== undefined) return found;
    const fallback = call.named('else');
    return fallback === undefined
      ? call.fail('not_in_table', `${quote(value)} is not in the table.`)
      : fallback;
  },
});
