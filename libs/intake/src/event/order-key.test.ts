import { describe, expect, it } from 'vitest';
import { orderKeyOf, readOrderRule } from './order-key.js';

const keyed = (key: string) => readOrderRule({ by: 'key', key, whenStuck: 'wait' });

describe('the line of an event', () => {
  it('is none where the flow keeps no order', () => {
    expect(orderKeyOf(readOrderRule(undefined), { phone: '1' })).toBeNull();
  });

  it('is one for all events of a flow that goes one at a time', () => {
    const rule = readOrderRule({ by: 'flow', whenStuck: 'wait' });
    expect(orderKeyOf(rule, { phone: '1' })).toBe('');
    expect(orderKeyOf(rule, 'no object')).toBe('');
  });

  it('is made of the fields that the key names, in any nesting and with any name', () => {
    const rule = keyed('{{trigger.[Ваш телефон]}}/{{ trigger.order.items.0.id }}');
    const payload = { 'Ваш телефон': ' +7 900 ', order: { items: [{ id: 17 }] } };
    expect(orderKeyOf(rule, payload)).toBe('+7 900/17');
  });

  it('treats a missing field, null and an inherited name as empty', () => {
    expect(orderKeyOf(keyed('{{trigger.phone}}'), { phone: null })).toBe('');
    expect(orderKeyOf(keyed('{{trigger.phone}}'), [])).toBe('');
    expect(orderKeyOf(keyed('{{trigger.constructor}}'), {})).toBe('');
  });

  it('keeps a long key apart from every other as its hash', () => {
    const rule = keyed('{{trigger.text}}');
    const long = orderKeyOf(rule, { text: 'a'.repeat(1_000) });
    expect(long).toHaveLength(64);
    expect(long).not.toBe(orderKeyOf(rule, { text: 'a'.repeat(1_001) }));
  });

  it('holds no zero character, which the database could not store', () => {
    expect(orderKeyOf(keyed('{{trigger.a}}'), { a: 'x\0y' })).toBe('xy');
  });
});
