import { describe, expect, it } from 'vitest';
import { flowOrder, readOrderKey } from './order.js';

describe('the key of an order', () => {
  it('names fields of the source between texts', () => {
    expect(readOrderKey('{{trigger.phone}}')).toEqual([['phone']]);
    expect(readOrderKey('a-{{ trigger.order.[Имя поля].0 }}/b')).toEqual([
      'a-',
      ['order', 'Имя поля', '0'],
      '/b',
    ]);
    expect(readOrderKey('{{trigger.[x[0\\]].[a b]}}')).toEqual([['x[0]', 'a b']]);
  });

  it.each([
    '',
    'phone',
    '{{phone}}',
    '{{steps.a.id}}',
    '{{upper trigger.phone}}',
    '{{trigger}}',
    '{{trigger.a}} {{#if x}}',
    '{{trigger.a}}}}',
    '{{trigger..a}}',
    '{{trigger.[]}}',
  ])('refuses %j', (key) => {
    expect(readOrderKey(key)).toBeNull();
    expect(flowOrder.safeParse({ by: 'key', key }).success).toBe(false);
  });

  it('is not asked for where the whole flow goes one at a time', () => {
    expect(flowOrder.parse({ by: 'flow' })).toEqual({ by: 'flow', whenStuck: 'wait' });
  });
});
