import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { compileTemplate } from '@hookline/mapping';
import { readArgument, readCalls, writeArgument, writeCalls } from './pill-calls.js';

describe('an expression as a form', () => {
  it.each([
    'trigger.Phone',
    'trigger.[Ваше имя]',
    'phone trigger.Phone "RU"',
    'default (phone trigger.[Мой тел] "RU") "no phone (yet)"',
    'upper (trim (default trigger.a "x"))',
    'lookupTable trigger.plan "basic" 1 "a b" "c d" else="other one"',
    'date trigger.d "dd.MM.yyyy" zone="Europe/Kyiv"',
  ])('reads and writes %s as it was', (inner) => {
    const read = readCalls(inner);
    expect(read && writeCalls(read)).toBe(inner);
  });

  it('knows the field, and the helpers from the inside out', () => {
    expect(readCalls('default (phone trigger.P "RU") "-"')).toEqual({
      path: 'trigger.P',
      calls: [
        { helper: 'phone', args: ['"RU"'], named: {} },
        { helper: 'default', args: ['"-"'], named: {} },
      ],
    });
  });

  it.each(['#if trigger.a', 'concat "a" trigger.b', 'phone', '', 'a b(', 'phone trigger.x "RU'])(
    'leaves %j to the text editor',
    (inner) => expect(readCalls(inner)).toBeNull(),
  );

  it('keeps whatever is typed as an argument inside of it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        const clean = text.replace(/[{}\\]/g, '');
        const inner = `default trigger.nothing ${writeArgument(clean, 'text')}`;
        const result = compileTemplate(`{{${inner}}}`).render(
          { trigger: {} },
          { timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' },
        );
        const kept = clean.includes('"') ? clean.replaceAll("'", '’') : clean;
        expect(result).toMatchObject({ ok: true, value: kept });
        expect(readArgument(writeArgument(clean, 'text'))).toBe(kept);
      }),
    );
  });
});
