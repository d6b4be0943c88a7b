import { expect, it } from 'vitest';
import { checkTemplate } from './check-template.js';

it.each([
  ['{{> header}}', 'partial', 1, 0],
  ['{{> (lookup . "x")}}', 'partial', 1, 0],
  ['{{#> layout}}x{{/layout}}', 'partial', 1, 0],
  ['{{#*inline "x"}}y{{/inline}}', 'decorator', 1, 0],
  ['{{* decorate}}', 'decorator', 1, 0],
  ['a\n {{log trigger}}', 'unknown_helper', 2, 1],
  ['{{lookup trigger "constructor"}}', 'unknown_helper', 1, 0],
  ['{{helperMissing 1}}', 'unknown_helper', 1, 0],
  ['{{blockHelperMissing 1}}', 'unknown_helper', 1, 0],
  ['{{#helperMissing}}x{{/helperMissing}}', 'block_argument', 1, 0],
  ['{{#trigger.list}}x{{/trigger.list}}', 'block_argument', 1, 0],
  ['{{#list trigger.x}}x{{/list}}', 'unknown_block', 1, 0],
  ['{{{trigger.x}}}', 'raw_output', 1, 0],
  ['{{&trigger.x}}', 'raw_output', 1, 0],
  ['{{{{raw}}}}x{{{{/raw}}}}', 'raw_block', 1, 0],
  ['{{#each trigger.x as |y|}}{{y}}{{/each}}', 'block_params', 1, 0],
  ['{{#if a b}}x{{/if}}', 'block_argument', 1, 0],
  ['{{#if}}x{{/if}}', 'block_argument', 1, 0],
  ['{{#if a includeZero=true}}x{{/if}}', 'unknown_option', 1, 0],
  ['{{@level}}', 'unknown_variable', 1, 2],
  ['{{@index}}', 'unknown_variable', 1, 2],
  ['{{../x}}', 'too_many_parents', 1, 2],
  ['{{this}}', 'nothing_named', 1, 2],
  ['{{.}}', 'nothing_named', 1, 2],
  ['{{@root}}', 'nothing_named', 1, 2],
  ['{{json this}}', 'nothing_named', 1, 7],
  ['{{#each this}}x{{/each}}', 'nothing_named', 1, 8],
  ['{{lowr trigger.x}}', 'unknown_helper', 1, 0],
  ['{{lower (uper trigger.x)}}', 'unknown_helper', 1, 8],
  ['{{constructor "return 1"}}', 'unknown_helper', 1, 0],
  ['{{__proto__ 1}}', 'unknown_helper', 1, 0],
  ['{{"lower" trigger.x}}', 'unknown_helper', 1, 0],
  ['{{trigger.Name "x"}}', 'unknown_helper', 1, 0],
  ['ok\n{{#if a}}', 'syntax', 2, 9],
  ['{{', 'syntax', 1, 2],
  ['{{a}', 'syntax', 1, 3],
  ['{{else}}', 'syntax', 1, 0],
  ['{{#if a}}x{{/each}}', 'syntax', 1, 3],
  ['{{/if}}', 'syntax', 1, 0],
  ['{{a/../b}}', 'syntax', 1, 2],
])('%s is the problem %s at %i:%i', (source, code, line, column) => {
  expect(checkTemplate(source)[0]).toMatchObject({ code, line, column });
});

it('finds every problem at once', () => {
  const codes = checkTemplate('{{> a}} {{{b}}} {{nope 1}}').map((problem) => problem.code);
  expect(codes).toEqual(['partial', 'raw_output', 'unknown_helper']);
});

it('suggests the helper that was meant, and the way to write HTML', () => {
  expect(checkTemplate('{{lowr trigger.x}}')[0]?.message).toContain('"lower"');
  expect(checkTemplate('{{{trigger.x}}}')[0]?.message).toContain('{{html x}}');
});

it.each([
  ['an object', {}],
  ['a list', ['{{x}}']],
  ['a number', 7],
  ['null', null],
  ['undefined', undefined],
  ['a syntax tree', { type: 'Program', body: [{ type: 'NumberLiteral', value: 'alert(1)' }] }],
  ['a text object', Object('{{x}}')],
])('refuses %s where text is meant', (_, source) => {
  expect(checkTemplate(source as string)[0]?.code).toBe('not_text');
});

it('refuses a source of more than 64 KiB', () => {
  expect(checkTemplate('ж'.repeat(32_768))).toEqual([]);
  expect(checkTemplate('ж'.repeat(32_769))[0]?.code).toBe('too_long');
});

it.each([
  ['blocks', '{{#if a}}'.repeat(7000)],
  ['closed blocks', '{{#if a}}'.repeat(3000) + '{{/if}}'.repeat(3000)],
  ['calls', `{{a ${'(b '.repeat(10_000)}${')'.repeat(10_000)}}}`],
  ['else chains', `{{#if a}}${'{{else if a}}'.repeat(4000)}{{/if}}`],
  ['inverse blocks', '{{^if a}}'.repeat(7000)],
  ['partial blocks', '{{#> a}}'.repeat(7000)],
])('stops early at deeply nested %s', (_, source) => {
  const startedAt = performance.now();
  expect(checkTemplate(source)[0]?.code).toBe('too_deep');
  expect(performance.now() - startedAt).toBeLessThan(3000);
});

it('allows 32 levels and no more', () => {
  const nest = (depth: number) => '{{#if a}}'.repeat(depth) + '{{/if}}'.repeat(depth);
  expect(checkTemplate(nest(32))).toEqual([]);
  expect(checkTemplate(nest(33))[0]?.code).toBe('too_deep');
});

it('forgets an unfinished template when it reads the next', () => {
  checkTemplate('{{#if a}}'.repeat(40));
  expect(checkTemplate('{{#if a}}{{/if}}')).toEqual([]);
});
