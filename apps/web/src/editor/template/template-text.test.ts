import { canWrite, writePath, type JsonValue } from '@hookline/contract';
import { compileTemplate } from '@hookline/mapping';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitTemplate } from './split-template.js';
import { readPath } from './template-path.js';
import { wrapExpression } from './wrap-expression.js';

describe('splitting a template', () => {
  it('tells text from expressions and knows where each stands', () => {
    const parts = splitTemplate('Hi {{ trigger.[Ваше имя] }}!');
    expect(parts.map((part) => part.text)).toEqual(['Hi ', '{{ trigger.[Ваше имя] }}', '!']);
    expect(parts[1]).toMatchObject({ inner: 'trigger.[Ваше имя]', from: 3, to: 27 });
  });

  it('leaves braces in quotes and unfinished expressions alone', () => {
    expect(splitTemplate('{{default x "}}"}}')).toHaveLength(1);
    expect(splitTemplate('{{trigger.')).toMatchObject([{ kind: 'text' }]);
  });
});

describe('paths', () => {
  it('are written so that they are read back as they were', () => {
    for (const segments of [
      ['trigger', 'Name'],
      ['trigger', 'Ваше имя'],
      ['trigger', 'a', '0', 'b.c'],
    ]) {
      expect(readPath(writePath(segments))).toEqual(segments);
    }
  });

  it('name any field of any sender, as the template reads it, however it is called', () => {
    const nasty = fc.array(
      fc.constantFrom('[', ']', '\\', 'x', '0', ' ', '.', '"', '}}', 'ё', '\n'),
      {
        maxLength: 8,
      },
    );
    const name = fc.oneof(
      nasty.map((parts) => parts.join('')),
      fc.string({ maxLength: 10 }),
    );
    const settings = { timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' };
    const isOwn = (one: string) => !['__proto__', 'constructor', 'prototype'].includes(one);
    fc.assert(
      fc.property(fc.array(name.filter(canWrite).filter(isOwn), { minLength: 1 }), (names) => {
        const path = writePath(['trigger', ...names]);
        expect(readPath(path)).toEqual(['trigger', ...names]);
        const source = `[a] {{${path}}} {{trigger.[b]}} c]`;
        expect(splitTemplate(source)).toHaveLength(5);
        const trigger = names.reduceRight<JsonValue>((inner, one) => ({ [one]: inner }), 'found');
        const read = compileTemplate(`{{${path}}}`).render({ trigger }, settings);
        expect(read).toMatchObject({ ok: true, value: 'found' });
        const gone = compileTemplate(`{{${path}}}`).render({ trigger: {} }, settings);
        expect(gone.ok && gone.missing.map(readPath)).toEqual([['trigger', ...names]]);
      }),
      { numRuns: 300 },
    );
  });

  it('are told apart from calls', () => {
    expect(readPath('phone trigger.Phone')).toBeNull();
    expect(readPath('trigger..x')).toBeNull();
    expect(readPath('')).toBeNull();
  });
});

describe('changing a value by a helper', () => {
  const apply = (source: string, helper: string) => {
    const { from, to, insert } = wrapExpression(source, source.length, helper);
    return source.slice(0, from) + insert + source.slice(to);
  };

  it('takes the field before the caret into the call', () => {
    expect(apply('Tel: {{trigger.Phone}}', 'phone')).toBe('Tel: {{phone trigger.Phone}}');
    expect(apply('{{phone trigger.Phone}}', 'default')).toBe('{{default (phone trigger.Phone)}}');
  });

  it('begins an empty call where there is no field before', () => {
    expect(apply('Tel: ', 'phone')).toBe('Tel: {{phone }}');
    expect(apply('{{trigger.a}} and', 'phone')).toBe('{{trigger.a}} and{{phone }}');
  });
});
