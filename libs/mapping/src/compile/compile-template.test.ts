import { describe, expect, it } from 'vitest';
import { TemplateError } from '../problem/template-error.js';
import { compileTemplate } from './compile-template.js';
import { givenSettings as settings, renderGiven } from './render.given.js';

const trigger = {
  Name: 'Анна',
  'Ваше имя': 'Пётр',
  empty: '',
  none: null,
  zero: 0,
  price: 9.5,
  paid: true,
  tags: ['a', 'b'],
  nested: { a: { b: 'deep' } },
  payment: {
    products: [
      { name: 'Чай', quantity: 2 },
      { name: 'Кофе', quantity: 1 },
    ],
  },
};
const render = (source: string) => renderGiven(source, { trigger, now: '2026-03-05T10:00:00Z' });

describe('a single expression', () => {
  it.each([
    ['{{trigger.price}}', 9.5],
    ['{{trigger.paid}}', true],
    ['{{trigger.none}}', null],
    ['{{trigger.tags}}', ['a', 'b']],
    ['{{trigger.nested}}', { a: { b: 'deep' } }],
    ['{{trigger.empty}}', ''],
    ['{{! a note }}{{trigger.zero}}', 0],
    ['{{12}}', 12],
    ['{{"text"}}', 'text'],
  ])('keeps the type of its value: %s', (source, value) => {
    expect(render(source)).toEqual(value);
  });

  it('gives null and names the path when the path is missing', () => {
    expect(compileTemplate('{{trigger.Nobody}}').render({ trigger }, settings)).toEqual({
      ok: true,
      value: null,
      missing: ['trigger.Nobody'],
    });
  });

  it('tells an empty value from a missing one', () => {
    const { render: renderEmpty } = compileTemplate('{{trigger.empty}}');
    expect(renderEmpty({ trigger }, settings)).toEqual({ ok: true, value: '', missing: [] });
  });
});

describe('mixed text', () => {
  it.each([
    ['Hello, {{trigger.Name}}!', 'Hello, Анна!'],
    ['{{trigger.price}} ', '9.5 '],
    ['[{{trigger.tags}}]', '[a, b]'],
    ['={{trigger.nested}}', '={"a":{"b":"deep"}}'],
    ['<{{trigger.none}}{{trigger.Nobody}}>', '<>'],
    ['\\{{trigger.Name}}', '{{trigger.Name}}'],
    ['{"q": {{trigger.zero}}}', '{"q": 0}'],
    ['', ''],
    ['no braces } { at all', 'no braces } { at all'],
  ])('is text: %s', (source, value) => {
    expect(render(source)).toBe(value);
  });

  it('names each missing path once', () => {
    const { render: renderText } = compileTemplate('{{trigger.x}} {{trigger.x}} {{trigger.[y z]}}');
    expect(renderText({ trigger }, settings)).toMatchObject({
      value: '  ',
      missing: ['trigger.x', 'trigger.[y z]'],
    });
  });

  it('does not escape', () => {
    expect(renderGiven('<b>{{x}}</b>', { x: '<i>&"' })).toBe('<b><i>&"</b>');
  });
});

describe('paths', () => {
  it.each([
    ['{{trigger.[Ваше имя]}}', 'Пётр'],
    ['{{trigger.payment.products.[0].name}}', 'Чай'],
    ['{{trigger.payment.products.0.name}}', 'Чай'],
    ['{{trigger.tags.1}}', 'b'],
    ['{{lower trigger.tags.0}}', 'a'],
    ['{{trigger/Name}}', 'Анна'],
    ['{{@root.trigger.Name}}', 'Анна'],
    ['{{this.trigger.Name}}', 'Анна'],
  ])('%s', (source, value) => {
    expect(render(source)).toBe(value);
  });

  it('lists every path that starts at a root', () => {
    const source =
      '{{#each trigger.payment.products}}{{name}}{{trigger.Name}}{{/each}}{{lower steps.a.[b c]}}';
    expect(compileTemplate(source).paths).toEqual([
      'trigger.payment.products',
      'trigger.Name',
      'steps.a.[b c]',
    ]);
  });
});

describe('blocks', () => {
  it.each([
    ['{{#if trigger.zero}}a{{else if trigger.paid}}b{{else}}c{{/if}}', 'b'],
    ['{{#unless trigger.Nobody}}none{{/unless}}', 'none'],
    [
      '{{#each trigger.payment.products}}{{@index}}:{{name}}{{#unless @last}}, {{/unless}}{{/each}}',
      '0:Чай, 1:Кофе',
    ],
    ['{{#each trigger.tags}}{{this}}{{#if @first}}!{{/if}}{{/each}}', 'a!b'],
    ['{{#each trigger.nested.a}}{{@key}}={{this}}{{/each}}', 'b=deep'],
    ['{{#each trigger.empty}}x{{else}}nothing{{/each}}', 'nothing'],
    ['{{#with trigger.nested.a}}{{b}}{{../trigger.Name}}{{trigger.Name}}{{/with}}', 'deepАннаАнна'],
    [
      '{{#each trigger.payment.products}}{{#each ../trigger.tags}}{{this}}{{@../index}}{{/each}}{{/each}}',
      'a0b0a1b1',
    ],
    ['{{#with trigger.Nobody}}x{{else}}no{{/with}}', 'no'],
    ['a\n{{#if trigger.paid}}\nb\n{{/if}}\nc', 'a\nb\nc'],
    ['{{^if trigger.paid}}a{{else}}b{{/if}}', 'b'],
    ['x {{~trigger.Name~}} y', 'xАннаy'],
  ])('%s', (source, value) => {
    expect(render(source)).toBe(value);
  });

  it('lets no item hide a root', () => {
    const context = {
      trigger: { list: [{ trigger: { Name: 'evil' }, event: 'own' }], Name: 'Анна' },
    };
    const source = '{{#each trigger.list}}{{trigger.Name}} {{this.event}}{{/each}}';
    expect(renderGiven(source, context)).toBe('Анна own');
  });

  it('does not report what a condition asks for', () => {
    const { render: renderIf } = compileTemplate('{{#if trigger.Nobody}}a{{/if}}b');
    expect(renderIf({ trigger }, settings)).toMatchObject({ value: 'b', missing: [] });
  });
});

describe('helpers and what is not there', () => {
  it('hands a missing value on', () => {
    expect(compileTemplate('{{lower trigger.Nobody}}').render({ trigger }, settings)).toEqual({
      ok: true,
      value: null,
      missing: ['trigger.Nobody'],
    });
  });

  it('reports no path that default replaces', () => {
    const { render: renderDefault } = compileTemplate('{{default (lower trigger.Nobody) "x"}}');
    expect(renderDefault({ trigger }, settings)).toEqual({ ok: true, value: 'x', missing: [] });
  });

  it('says where a value was wrong', () => {
    const { render: renderPhone } = compileTemplate('Phone:\n  {{phone trigger.Name}}');
    expect(renderPhone({ trigger }, settings)).toEqual({
      ok: false,
      problem: {
        code: 'not_a_phone',
        message: '"Анна" is not a phone number.',
        line: 2,
        column: 2,
      },
    });
  });

  it('takes a name without arguments for a path, so that a field may be named like a helper', () => {
    expect(renderGiven('{{#each list}}{{date}}{{/each}}', { list: [{ date: 'today' }] })).toBe(
      'today',
    );
  });
});

describe('a compiled template', () => {
  it('knows whether it is constant', () => {
    expect(compileTemplate('text {{! note }}').isConstant).toBe(true);
    expect(compileTemplate('{{x}}').isConstant).toBe(false);
  });

  it('changes nothing that it is given', () => {
    const freeze = (value: unknown): unknown => {
      if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
      return Object.freeze(value);
    };
    freeze(trigger);
    const source =
      '{{reverse (sort trigger.tags)}}{{sort trigger.payment.products "name"}}{{unique trigger.tags}}';
    expect(compileTemplate(source).render({ trigger }, settings).ok).toBe(true);
  });

  it('is never built from a wrong source', () => {
    expect(() => compileTemplate('{{#if}}')).toThrow(TemplateError);
  });
});
