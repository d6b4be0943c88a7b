import { describe, expect, it } from 'vitest';
import { eventReasons, isUnread, readReason, sayReason, type ReasonCode } from './event-reasons.js';

const isCode = (code: string): code is ReasonCode => Object.hasOwn(eventReasons, code);
const codes = Object.keys(eventReasons).filter(isCode);
const namesOf = (code: ReasonCode) =>
  [...eventReasons[code].matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const header = sayReason('place_header', { name: 'x-sign' });

describe('a reason', () => {
  it.each(codes)('is read back from its sentence with its code and values: %s', (code) => {
    const values = Object.fromEntries(namesOf(code).map((name) => [name, `some ${name}`]));
    expect(readReason(sayReason(code, values))).toEqual({ code, values });
  });

  it.each(codes.filter((code) => namesOf(code).includes('what')))(
    'keeps the place that it is about: %s',
    (code) => {
      const read = readReason(sayReason(code, { what: header }));
      expect(read).toEqual({ code, values: { what: header } });
      expect(readReason(read?.values['what'] ?? '')).toEqual({
        code: 'place_header',
        values: { name: 'x-sign' },
      });
    },
  );

  it('tells whether anything of the body was read', () => {
    for (const code of ['method', 'body_too_large', 'too_quick', 'too_much_waiting'] as const) {
      expect(isUnread(sayReason(code, { method: 'GET', most: 10, count: 3 }))).toBe(true);
    }
    expect(isUnread(sayReason('no_proof'))).toBe(false);
    expect(isUnread(null)).toBe(false);
  });

  it('that nobody wrote down here is not read', () => {
    expect(readReason('the moon was full')).toBeNull();
    expect(readReason('')).toBeNull();
  });

  it('takes a value for no more than it is, whatever the sender wrote into it', () => {
    const name = 'a" is missing\n(.*) {name} $1';
    expect(readReason(sayReason('event_unknown', { name }))).toEqual({
      code: 'event_unknown',
      values: { name },
    });
  });
});
