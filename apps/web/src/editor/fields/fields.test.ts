import { describe, expect, it } from 'vitest';
import { aField } from '../editor.given.js';
import { readDelays } from '../panel/retry-delays.js';
import { fromGroup, toGroup } from './condition-group.js';
import { isVisible } from './is-visible.js';
import { isSure, suggestMapping } from './suggest-mapping.js';

describe('suggested mappings', () => {
  const sources = [
    { path: 'trigger.Phone', names: ['Phone'], value: '8 916 123-45-67' },
    { path: 'trigger.[Ваше имя]', names: ['Ваше имя'], value: 'Анна' },
    { path: 'trigger.e_mail', names: ['e_mail'], value: 'ann@example.com' },
  ];
  const suggest = (...names: string[]) =>
    suggestMapping(
      names.map((name) => ({ key: name, names: [name] })),
      sources,
    ).map(({ key, path, reason }) => [key, path, reason]);

  it.each([
    ['Phone', 'trigger.Phone', 'same'],
    ['phone_1', 'trigger.Phone', 'same'],
    ['Телефон', 'trigger.Phone', 'meaning'],
    ['Тел.', 'trigger.Phone', 'meaning'],
    ['Мобільний', 'trigger.Phone', 'meaning'],
    ['Name', 'trigger.[Ваше имя]', 'meaning'],
    ["Ім'я", 'trigger.[Ваше имя]', 'meaning'],
    ['Пошта', 'trigger.e_mail', 'meaning'],
    ['Телефон для связи', 'trigger.Phone', 'akin'],
  ])('find for %s the field %s, as %s', (name, path, reason) => {
    expect(suggest(name)).toEqual([[name, path, reason]]);
  });

  it('use an incoming field once, the surest first, and leave what nobody knows', () => {
    expect(suggest('Телефон', 'Phone', 'Stage')).toEqual([['Phone', 'trigger.Phone', 'same']]);
  });

  it('go by the look of a value last, and are not sure of it', () => {
    const source = { path: 'trigger.Input_7', names: ['Input_7'], value: 'ann@example.com' };
    const [found] = suggestMapping([{ key: 'to', names: ['To'], kind: 'email' }], [source]);
    expect(found).toEqual({ key: 'to', path: 'trigger.Input_7', reason: 'shape' });
    expect(found && isSure(found)).toBe(false);
    expect(suggestMapping([{ key: 'to', names: ['To'], kind: 'phone' }], [source])).toEqual([]);
  });
});

describe('conditions as groups', () => {
  const row = { left: 'a', op: 'is_empty' } as const;

  it('read a single comparison, a group and a negation, and write what they read', () => {
    expect(toGroup(row)).toEqual({ by: 'all', isNot: false, parts: [row] });
    for (const value of [{ any: [row] }, { all: [] }, { not: { any: [row, { all: [row] }] } }]) {
      expect(fromGroup(toGroup(value))).toEqual(value);
    }
    expect(toGroup({ not: { not: { all: [row] } } })).toEqual(toGroup({ all: [row] }));
  });
});

describe('visibility', () => {
  it('follows the value of another field', () => {
    const field = aField('body', 'Body', { visibleWhen: { field: 'method', in: ['POST', null] } });
    expect(isVisible(field, { method: 'POST' })).toBe(true);
    expect(isVisible(field, { method: 'GET' })).toBe(false);
    expect(isVisible(field, {})).toBe(true);
  });
});

describe('delays between tries', () => {
  it('are whole seconds, at most twenty', () => {
    expect(readDelays('0, 60; 600')).toEqual([0, 60, 600]);
    for (const text of ['', '1.5', '-1', 'soon', '700000', Array(21).fill('1').join()]) {
      expect(readDelays(text)).toBeNull();
    }
  });
});
