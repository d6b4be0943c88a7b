import { describe, expect, it } from 'vitest';
import { aField } from '../editor.given.js';
import { connectPath, disconnectPath, pathsIn, setAt } from './connect.js';
import { wireTargets } from './wire-targets.js';

const say = (given: { en: string } | undefined) => given?.en ?? '';

describe('drawing a wire', () => {
  it.each([
    [undefined, '{{trigger.Phone}}'],
    ['', '{{trigger.Phone}}'],
    ['{{trigger.Name}}', '{{trigger.Phone}}'],
    ['{{phone trigger.Name "RU"}}', '{{trigger.Phone}}'],
    ['Call', 'Call {{trigger.Phone}}'],
    ['Call {{trigger.Phone}}', 'Call {{trigger.Phone}}'],
    [7, '{{trigger.Phone}}'],
  ])('to %j gives %j', (before, after) => {
    expect(connectPath(before, 'trigger.Phone')).toBe(after);
  });

  it('is taken back without touching the rest of the text', () => {
    expect(disconnectPath('Call {{trigger.a}} and {{phone trigger.b}}', 'trigger.b')).toBe(
      'Call {{trigger.a}} and',
    );
    expect(disconnectPath('{{trigger.a}}', 'trigger.a')).toBeUndefined();
  });

  it('is seen in every form in which a template can say it', () => {
    const text = '{{lower (default trigger.[Ваше имя] "steps.no") else=steps.a.id}} {{now}}';
    expect(pathsIn(text)).toEqual(['trigger.[Ваше имя]', 'steps.a.id', 'now']);
    expect(pathsIn('no braces: trigger.a')).toEqual([]);
  });

  it('sets a value deep down and leaves its neighbours alone', () => {
    expect(setAt({ a: { b: 1, c: 2 } }, ['a', 'b'], 'x')).toEqual({ a: { b: 'x', c: 2 } });
    expect(setAt({ a: { b: 1 } }, ['a', 'b'], undefined)).toEqual({ a: {} });
    expect(setAt({ a: 'text' }, ['a', 'b'], 'x')).toEqual({ a: { b: 'x' } });
  });
});

describe('what a wire can end at', () => {
  const targets = (fields: ReturnType<typeof aField>[], input = {}, columns: string[] = []) =>
    wireTargets({ fields, input, columnsOf: () => columns, say }).map(({ pointer }) => pointer);

  it('is every field that may be mapped, the required ones first', () => {
    const fields = [
      aField('cc', 'Copy'),
      aField('to', 'To', { required: true }),
      aField('when', 'When', { kind: 'condition' }),
      aField('method', 'Method', { mappable: false }),
    ];
    expect(targets(fields)).toEqual(['/input/to', '/input/cc']);
  });

  it('is every column, known or written, and every end of a structure', () => {
    const values = aField('values', 'Values', { kind: 'key_values' });
    expect(targets([values], { values: { Own: 'x' } }, ['Name', 'Own'])).toEqual([
      '/input/values/Own',
      '/input/values/Name',
    ]);
    const body = aField('body', 'Body', { kind: 'json' });
    expect(targets([body], { body: { a: { b: 1 }, 'c/d': 2, list: [1] } })).toEqual([
      '/input/body/a/b',
      '/input/body/c~1d',
    ]);
    expect(targets([body])).toEqual(['/input/body']);
  });
});
