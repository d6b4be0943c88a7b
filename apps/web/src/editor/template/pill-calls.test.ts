import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { compileTemplate } from '@hookline/mapping';
import {
  isLiteral,
  readArgument,
  readCalls,
  writeArgument,
  writeCalls,
  writeText,
} from './pill-calls.js';
import { splitTemplate } from './split-template.js';

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

  it('keeps what is typed as a field a field, and what only looks like one a text', () => {
    expect(writeArgument('trigger.Name', 'any')).toBe('trigger.Name');
    expect(writeText('trigger.Name')).toBe('"trigger.Name"');
    expect(isLiteral('trigger.Name')).toBe(false);
    expect(isLiteral('(upper trigger.Name)')).toBe(false);
    for (const raw of ['"a"', "'5\"'", '-5', '1.5', 'true', writeText('C:\\')]) {
      expect(isLiteral(raw)).toBe(true);
    }
  });
});

describe('a text as an argument', () => {
  const settings = { timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' };
  const render = (inner: string, trigger: Record<string, string> = {}) =>
    compileTemplate(`{{${inner}}}`).render({ trigger }, settings);
  const pieces = [
    '"',
    "'",
    '\\',
    '\\"',
    "\\'",
    '{{',
    '}}',
    '[',
    ']',
    '(',
    ')',
    '\n',
    '\r\n',
    '=',
    ' ',
  ];
  const letters = ['a', 'null', 'trigger.x', '👩‍👩‍👧', 'שלום', '\u202e', 'ё', '#if', '|', '~', '0', ''];
  const nasty = fc
    .array(fc.constantFrom(...pieces, ...letters), { maxLength: 12 })
    .map((parts) => parts.join(''));
  const anyText = fc.oneof(nasty, nasty, fc.string({ unit: 'binary', maxLength: 20 }));

  it.each(['5\'3"', 'C:\\', '\\"', '"\\', "it's", 'say "hi"', '\\\\', ''])(
    'survives: %j',
    (text) => {
      expect(readArgument(writeText(text))).toBe(text);
      expect(render(`default trigger.nothing ${writeText(text)} "\\" (x"`)).toMatchObject({
        ok: true,
        ...(text === '' ? {} : { value: text }),
      });
    },
  );

  it('survives whatever is in it, wherever it stands', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (from, to, other) => {
        const args = [from, to, 'last', 'x'].map(writeText);
        const pill = {
          path: 'trigger.value',
          calls: [{ helper: 'lookupTable', args, named: { else: writeText(other) } }],
        };
        const inner = writeCalls(pill);
        expect(args.map(readArgument)).toEqual([from, to, 'last', 'x']);
        expect(args.every(isLiteral)).toBe(true);
        expect(readCalls(inner)).toEqual(pill);
        expect(readCalls(`upper (${inner})`)?.calls[0]).toEqual(pill.calls[0]);
        const parts = splitTemplate(`a "b {{${inner}}} c' {{${inner}}}"`);
        expect(parts.map(({ kind }) => kind)).toEqual([
          'text',
          'expression',
          'text',
          'expression',
          'text',
        ]);
        expect(parts[1]).toMatchObject({ inner });
        const gives = (value: string) => render(inner, { value });
        if (from.trim() !== '') expect(gives(from)).toMatchObject({ ok: true, value: to });
        expect(gives('nothing like it')).toMatchObject({ ok: true, value: other });
      }),
      { numRuns: 500 },
    );
  });

  it('is read in no time, however many quotes a half-written expression has', () => {
    const started = performance.now();
    expect(readCalls(`default (upper trigger.x ${'\\"'.repeat(2_000)}`)).toBeNull();
    splitTemplate(`{{default trigger.x ${'\\" \' '.repeat(2_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
