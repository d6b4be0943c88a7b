import type { Condition, ConditionOp, JsonValue } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { givenSettings as settings } from '../compile/render.given.js';
import { TemplateError } from '../problem/template-error.js';
import { checkCondition, compileCondition } from './compile-condition.js';

const trigger: JsonValue = {
  Name: ' Анна ',
  empty: '  ',
  none: null,
  sum: '1 500 ₽',
  ten: 10,
  tags: ['New', 'vip'],
  agree: 'on',
  refuse: 'нет',
  Phone: '8 (916) 123-45-67',
  day: '05.03.2026',
};
const test = (condition: Condition) => compileCondition(condition).test({ trigger }, settings);

const holds: [JsonValue, ConditionOp, JsonValue?][] = [
  ['{{trigger.empty}}', 'is_empty'],
  ['{{trigger.Nobody}}', 'is_empty'],
  ['{{trigger.ten}}', 'is_not_empty'],
  ['{{trigger.none}}', 'exists'],
  ['{{trigger.Nobody}}', 'does_not_exist'],
  ['{{trigger.Name}}', 'equals', 'анна'],
  ['{{trigger.ten}}', 'equals', '10,0'],
  ['{{trigger.ten}}', 'does_not_equal', 11],
  ['{{trigger.Name}}', 'contains', 'НН'],
  ['{{trigger.tags}}', 'contains', 'VIP'],
  ['{{trigger.tags}}', 'does_not_contain', 'vi'],
  ['{{trigger.Name}}', 'starts_with', 'ан'],
  ['{{trigger.Name}}', 'ends_with', 'на'],
  ['{{trigger.Name}}', 'in_list', ['Пётр', 'анна']],
  ['{{trigger.Name}}', 'in_list', 'Пётр, Анна'],
  ['{{trigger.sum}}', 'greater_than', 1000],
  ['{{trigger.sum}}', 'less_than', '2 000'],
  ['{{trigger.ten}}', 'at_least', 10],
  ['{{trigger.ten}}', 'at_most', '10'],
  ['{{trigger.agree}}', 'is_true'],
  ['{{trigger.refuse}}', 'is_false'],
  ['{{trigger.Phone}}', 'matches_phone', '+79161234567'],
  ['{{trigger.Phone}}', 'matches_phone'],
  ['{{trigger.day}}', 'before', '2026-03-06'],
  ['{{trigger.day}}', 'after', '4 марта 2026'],
];

const fails: [JsonValue, ConditionOp, JsonValue?][] = [
  ['{{trigger.ten}}', 'is_empty'],
  ['{{trigger.Nobody}}', 'exists'],
  ['{{trigger.none}}', 'does_not_exist'],
  ['{{trigger.Nobody}}', 'greater_than', 0],
  ['{{trigger.empty}}', 'less_than', 5],
  ['{{trigger.Nobody}}', 'before', '2026-03-06'],
  ['{{trigger.Name}}', 'is_true'],
  ['{{trigger.Name}}', 'is_false'],
  ['{{trigger.Name}}', 'matches_phone'],
  ['{{trigger.Phone}}', 'matches_phone', '+79161234568'],
  ['{{trigger.Name}}', 'in_list', []],
];

describe('one comparison', () => {
  it.each(holds)('holds: %j %s %j', (left, op, right) => {
    expect(test({ left, op, right })).toMatchObject({ passed: true, problems: [] });
  });

  it.each(fails)('does not hold, and is no problem: %j %s %j', (left, op, right) => {
    expect(test({ left, op, right })).toMatchObject({ passed: false, problems: [] });
  });

  it.each([
    ['{{trigger.Name}}', 'greater_than', 5, 'not_a_number'],
    ['{{trigger.ten}}', 'at_least', 'many', 'not_a_number'],
    ['{{trigger.Name}}', 'after', '2026-01-01', 'not_a_date'],
    ['{{phone trigger.Name}}', 'equals', 'x', 'not_a_phone'],
  ] as const)('cannot be judged: %s %s %s', (left, op, right, code) => {
    const { passed, problems } = test({ left, op, right });
    expect(passed).toBe(false);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });
});

describe('a tree of conditions', () => {
  const yes: Condition = { left: 1, op: 'equals', right: 1 };
  const no: Condition = { left: '{{trigger.Name}}', op: 'equals', right: 'Пётр' };

  it.each([
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ not: no }, true],
    [{ not: { all: [] } }, false],
    [{ all: [{ any: [no, { not: no }] }, yes] }, true],
  ] satisfies [Condition, boolean][])('%j gives %s', (condition, passed) => {
    expect(test(condition).passed).toBe(passed);
  });

  it('says which comparison decided, without the data', () => {
    expect(test({ all: [yes, no] }).because).toBe(
      '"{{trigger.Name}}" equals "Пётр": does not hold',
    );
    expect(test({ all: [] }).because).toBe('there is nothing to check');
  });

  it('does not pass by negating what cannot be judged', () => {
    const unclear: Condition = { left: '{{trigger.Name}}', op: 'greater_than', right: 5 };
    expect(test({ not: unclear })).toMatchObject({
      passed: false,
      problems: [{ code: 'not_a_number' }],
    });
  });

  it('lists its paths', () => {
    expect(
      compileCondition({ all: [no, { not: { left: 1, op: 'equals', right: '{{steps.a}}' } }] })
        .paths,
    ).toEqual(['trigger.Name', 'steps.a']);
  });
});

describe('a wrong condition', () => {
  const wrong: Condition = {
    all: [{ any: [{ left: 'a', op: 'equals', right: ['{{#if}}', '{{nope 1}}'] }] }],
  };

  it('is reported with the pointer of each template', () => {
    expect(checkCondition(wrong).map(({ code, path }) => [code, path])).toEqual([
      ['syntax', '/all/0/any/0/right/0'],
      ['unknown_helper', '/all/0/any/0/right/1'],
    ]);
    expect(() => compileCondition(wrong)).toThrow(TemplateError);
  });

  it('is refused when it is nested too deeply', () => {
    let condition: Condition = { all: [] };
    for (let depth = 0; depth < 5000; depth += 1) condition = { not: condition };
    expect(checkCondition(condition)[0]?.code).toBe('too_deep');
  });
});
