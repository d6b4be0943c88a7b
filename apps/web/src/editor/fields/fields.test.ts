import { describe, expect, it } from 'vitest';
import { aField } from '../editor.given.js';
import { readDelays } from '../panel/retry-delays.js';
import { fromGroup, toGroup } from './condition-group.js';
import { isVisible } from './is-visible.js';
import { matchByName } from './match-by-name.js';

describe('filling by name', () => {
  const sources = [
    { path: 'trigger.Phone', names: ['Phone'] },
    { path: 'trigger.[Ваше имя]', names: ['Ваше имя'] },
    { path: 'trigger.e_mail', names: ['e_mail'] },
  ];
  const match = (...labels: string[]) =>
    matchByName(
      labels.map((label) => ({ key: label, label })),
      sources,
    );

  it('knows one meaning by its names in several languages', () => {
    expect(match('Телефон', 'Name', 'Почта')).toEqual({
      Телефон: '{{trigger.Phone}}',
      Name: '{{trigger.[Ваше имя]}}',
      Почта: '{{trigger.e_mail}}',
    });
  });

  it('uses a source once and leaves what it does not know', () => {
    expect(match('Phone', 'Телефон', 'Stage')).toEqual({ Phone: '{{trigger.Phone}}' });
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
