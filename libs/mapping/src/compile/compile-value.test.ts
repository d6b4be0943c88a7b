import { describe, expect, it } from 'vitest';
import { TemplateError } from '../problem/template-error.js';
import { checkValue, compileValue } from './compile-value.js';
import { givenSettings as settings } from './render.given.js';

const trigger = { Name: 'Анна', Phone: 'call me', price: 9.5 };

describe('a JSON tree of templates', () => {
  it('fills its text leaves and keeps everything else', () => {
    const tree = {
      a: '{{trigger.price}}',
      b: ['x', 'Hi {{trigger.Name}}', 1, null],
      '{{c}}': true,
    };
    expect(compileValue(tree).render({ trigger }, settings)).toEqual({
      value: { a: 9.5, b: ['x', 'Hi Анна', 1, null], '{{c}}': true },
      missing: [],
      problems: [],
    });
  });

  it('says by JSON pointer where a path is missing and where a value is wrong', () => {
    const tree = { values: { 'a/b~': '{{trigger.Nobody}}', Phone: ['{{phone trigger.Phone}}'] } };
    expect(compileValue(tree).render({ trigger }, settings)).toEqual({
      value: { values: { 'a/b~': null, Phone: [null] } },
      missing: [{ pointer: '/values/a~1b~0', path: 'trigger.Nobody' }],
      problems: [
        { pointer: '/values/Phone/0', problem: expect.objectContaining({ code: 'not_a_phone' }) },
      ],
    });
  });

  it('reports no missing path of a leaf that failed at the next leaf', () => {
    const tree = ['{{concat trigger.Nobody (phone trigger.Phone)}}', '{{trigger.Name}}'];
    expect(compileValue(tree).render({ trigger }, settings).missing).toEqual([]);
  });

  it('uses a constant part as it is', () => {
    const tree = { list: [1, { a: 'text' }] };
    expect(compileValue(tree).render({}, settings).value).toBe(tree);
  });

  it('may be a single text', () => {
    expect(compileValue('{{trigger.price}}').render({ trigger }, settings).value).toBe(9.5);
  });

  it('lists the paths of all leaves', () => {
    expect(compileValue({ a: '{{x.y}}', b: ['{{x.y}}{{z}}'] }).paths).toEqual(['x.y', 'z']);
  });
});

describe('a wrong tree', () => {
  const tree = { a: '{{> x}}', b: { c: ['ok', '{{nope 1}}'] } };

  it('is checked leaf by leaf', () => {
    expect(checkValue(tree)).toEqual([
      { pointer: '/a', problem: expect.objectContaining({ code: 'partial', line: 1, column: 0 }) },
      { pointer: '/b/c/1', problem: expect.objectContaining({ code: 'unknown_helper' }) },
    ]);
  });

  it('is not built, and the error carries the pointers', () => {
    let error: unknown;
    try {
      compileValue(tree);
    } catch (cause) {
      error = cause;
    }
    expect(error).toBeInstanceOf(TemplateError);
    expect((error as TemplateError).problems.map((problem) => problem.path)).toEqual([
      '/a',
      '/b/c/1',
    ]);
    expect((error as TemplateError).message).toContain('no helper "nope"');
  });

  it('is refused when it is nested too deeply', () => {
    const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
    expect(checkValue(deep)[0]?.problem.code).toBe('too_deep');
  });
});

describe('a leaf that is HTML', () => {
  const mail = { html: '<p title="{{x}}">{{x}} {{html x}}</p>', text: '{{x}}' };
  const render = (x: string) =>
    compileValue(mail, { htmlPointers: new Set(['/html']) }).render({ x }, settings).value;

  it('has every value escaped, and none twice', () => {
    const escaped = '&lt;img src=x onerror=&quot;a()&quot;&gt;';
    expect(render('<img src=x onerror="a()">')).toEqual({
      html: `<p title="${escaped}">${escaped} ${escaped}</p>`,
      text: '<img src=x onerror="a()">',
    });
  });

  it('is escaped also when it is one expression, and inside blocks', () => {
    const compiled = compileValue(['{{x}}', '{{#each l}}{{#if this}}{{this}}{{/if}}{{/each}}'], {
      htmlPointers: new Set(['/0', '/1']),
    });
    expect(compiled.render({ x: '<b>', l: ["<i'"] }, settings).value).toEqual([
      '&lt;b&gt;',
      '&lt;i&#39;',
    ]);
  });
});
