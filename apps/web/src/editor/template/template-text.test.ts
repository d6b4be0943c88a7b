import { describe, expect, it } from 'vitest';
import { splitTemplate } from './split-template.js';
import { readPath, writePath } from './template-path.js';
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
