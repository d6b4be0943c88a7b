import { among, defineHelper, needs, option, takes } from '../define-helper.js';

export const round = defineHelper({
  name: 'round',
  group: 'number',
  summary: {
    en: 'Rounds a number; halves go away from zero. direction="up" or "down" always rounds that way.',
    ru: 'Округляет число, половины от нуля. direction="up" или "down" округляет всегда вверх или вниз.',
  },
  parameters: [
    needs('number', 'number', 'The number.', 'Число.'),
    takes(
      'places',
      'number',
      'Digits after the mark; 0 when it is not given.',
      'Знаков после запятой; по умолчанию 0.',
    ),
    among(
      option(
        'direction',
        'text',
        'The direction; to the nearest when it is not given.',
        'Направление; по умолчанию к ближайшему.',
      ),
      [
        ['nearest', 'to the nearest', 'к ближайшему'],
        ['up', 'always up', 'всегда вверх'],
        ['down', 'always down', 'всегда вниз'],
      ],
    ),
  ],
  whenEmpty: 'skip',
  examples: [
    { template: '{{round trigger.sum 2}}', context: { trigger: { sum: 1.005 } }, result: 1.01 },
    { template: '{{round trigger.sum}}', context: { trigger: { sum: '-2,5' } }, result: -3 },
    {
      template: '{{round trigger.sum direction="up"}}',
      context: { trigger: { sum: 1.1 } },
      result: 2,
    },
  ],
  antiExamples: [
    {
      template: '{{round trigger.sum}}',
      context: { trigger: { sum: 'x' } },
      problem: 'not_a_number',
    },
    {
      template: '{{round trigger.sum 99}}',
      context: { trigger: { sum: 1 } },
      problem: 'bad_value',
    },
  ],
  run(call) {
    const value = call.number(0);
    const places = call.numberOr(1, 0);
    if (!Number.isInteger(places) || places < 0 || places > 15) {
      call.fail('bad_value', 'Round to 0 to 15 places.');
    }
    // Moving the mark through the decimal form keeps 1.005 from becoming 1.00499999999999989.
    const moved = shift(Math.abs(value), places);
    const direction = call.namedText('direction', 'nearest');
    const isUp = direction === 'up' ? value > 0 : value < 0;
    const whole =
      direction === 'nearest' ? Math.round(moved) : isUp ? Math.ceil(moved) : Math.floor(moved);
    const size = shift(whole, -places);
    return value < 0 && size !== 0 ? -size : size;
  },
});

function shift(value: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}
