import fc from 'fast-check';
import type { JsonValue } from '@hookline/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { checkTemplate } from '../check/check-template.js';
import { helperCatalogue } from '../helpers/helper-catalogue.js';
import { compileTemplate } from './compile-template.js';
import { compileValue } from './compile-value.js';
import { givenSettings as settings, renderGiven } from './render.given.js';

const names = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  'length',
  'at',
  'map',
  'call',
  'process',
  'require',
  'globalThis',
];

const payloads = [
  ...names.flatMap((name) => [
    `{{${name}}}`,
    `{{this.${name}}}`,
    `{{this.[${name}]}}`,
    `{{@root.${name}}}`,
    `{{trigger.${name}}}`,
    `{{trigger.list.${name}}}`,
    `{{trigger.text.${name}}}`,
    `{{trigger.list.0.${name}.${name}}}`,
    `{{get trigger "${name}"}}`,
    `{{first (pick trigger.list "${name}.${name}")}}`,
    `{{lookupTable "${name}" trigger else=null}}`,
    `{{#with trigger}}{{this.${name}}}{{${name}}}{{/with}}`,
    `{{#each trigger.list}}{{this.${name}}}{{../${name}}}{{/each}}`,
  ]),
  '{{constructor.constructor}}',
  '{{trigger.constructor.prototype.constructor}}',
  '{{trigger.__proto__.polluted}}',
  '{{get trigger "__proto__.constructor"}}',
  '{{join (pick trigger.list "__proto__") ","}}',
  '{{#with trigger.__proto__}}{{constructor}}{{/with}}',
];

describe('no template reaches the language behind it', () => {
  it.each(payloads)('%s gives nothing', (payload) => {
    const context = { trigger: { list: [{ a: 1 }], text: 'abc' } };
    const { value } = compileValue({ out: payload }).render(context, settings);
    expect([null, '']).toContainEqual((value as { out: JsonValue }).out);
  });

  it.each([
    '{{lookup this "constructor"}}',
    '{{#with (lookup this "__proto__")}}x{{/with}}',
    '{{#with "s" as |string|}}{{string.sub.apply 0 codelist}}{{/with}}',
    '{{#with split as |conslist|}}{{this.push (lookup string.sub "constructor")}}{{/with}}',
    '{{constructor.constructor "return process" }}',
    '{{(constructor) "x"}}',
    '{{> (constructor "x")}}',
    '{{trigger.toString 1}}',
    '{{#trigger.list.map}}x{{/trigger.list.map}}',
    '{{#if (constructor)}}x{{/if}}',
    '{{lower constructor="x"}}',
    '{{lower trigger.x __proto__="x"}}',
    '{{hasOwnProperty "x"}}',
    '{{__lookupGetter__ "__proto__"}}',
    '{{#each trigger.list as |item constructor|}}{{item}}{{/each}}',
    '{{$json.constructor("return process")()}}',
    '{{ ={{ $jmespath() }} }}',
    '{{`${process}`}}',
    '{{trigger["constructor"]}}',
    '{{trigger.list[0]}}',
  ])('%s is refused when it is saved', (payload) => {
    expect(checkTemplate(payload)).not.toEqual([]);
  });

  it('does not read an own __proto__ either', () => {
    const trigger = JSON.parse('{"__proto__": {"a": "seen"}, "constructor": "seen"}') as JsonValue;
    expect(renderGiven('{{trigger.__proto__.a}}', { trigger })).toBeNull();
    expect(renderGiven('{{trigger.constructor}}', { trigger })).toBeNull();
  });

  it('calls no function that stands in the data', () => {
    const trigger = { run: () => 'called' } as unknown as JsonValue;
    expect(renderGiven('a{{#if trigger.run}}{{trigger.run.name}}{{/if}}', { trigger })).toBe('a');
  });

  it("sets no prototype from an author's key", () => {
    const tree = JSON.parse('{"__proto__": {"admin": "{{x}}"}, "b": "{{x}}"}') as JsonValue;
    const { value } = compileValue(tree).render({ x: 'y' }, settings);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"admin":"y"},"b":"y"}');
  });

  afterAll(() => {
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('data is never a template', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '{{',
      '}}',
      '{{x}}',
      '{{{{',
      '{{constructor}}',
      '\\{{x}}',
      '{{#if x}}',
      '$&',
      '\0',
    ),
  );

  it('passes any text through unchanged', () => {
    const whole = compileTemplate('{{x}}');
    const mixed = compileTemplate('<{{x}}{{#each list}}{{this}}{{/each}}>');
    fc.assert(
      fc.property(texts, (x) => {
        expect(whole.render({ x }, settings)).toEqual({ ok: true, value: x, missing: [] });
        expect(mixed.render({ x, list: [x] }, settings)).toMatchObject({ value: `<${x}${x}>` });
      }),
      { numRuns: 10_000 },
    );
  });

  it('keeps the keys of a JSON tree as the author wrote them', () => {
    const mapping = compileValue({ name: '{{x}}', '{{x}}': ['a {{x}}'] });
    fc.assert(
      fc.property(fc.oneof(texts, fc.constant('","admin":true,"x":"')), (x) => {
        const { value } = mapping.render({ x }, settings);
        expect(JSON.parse(JSON.stringify(value))).toEqual(
          JSON.parse(JSON.stringify({ name: x, '{{x}}': [`a ${x}`] })),
        );
      }),
    );
  });

  it('leaves the host of a URL to its author', () => {
    const url = compileTemplate('https://crm.example/leads/{{urlEncode x}}?q={{urlEncode x}}');
    const hostile = fc.constantFrom(
      '@evil.example/',
      '..//',
      '#',
      '?',
      'https://evil.example/',
      '\\evil',
      '%2F',
    );
    fc.assert(
      fc.property(fc.oneof(texts, hostile), (x) => {
        const rendered = url.render({ x }, settings);
        if (!rendered.ok) return;
        const { host, pathname } = new URL(String(rendered.value));
        expect(host).toBe('crm.example');
        expect(pathname.split('/')).toHaveLength(3);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('any source and any value', () => {
  it('ends a check with problems, never with an exception', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '{{#if a}}',
      '{{/if}}',
      '{{else}}',
      '(',
      ')',
      '"',
      '[',
      ']',
      'a',
      '.',
      '/',
      ' ',
      '{',
      '}',
      '@',
      '|',
      'as',
      '=',
      '~',
      '!',
      '--',
      '\\',
      '0',
      '../',
      'lower',
      '>',
      '#*',
      '&',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        for (const { line, column, message } of checkTemplate(parts.join(''))) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThanOrEqual(0);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 5000 },
    );
  });

  it.each(helperCatalogue.map((helper) => [helper.name, helper] as const))(
    '%s gives a value or a problem with a reason',
    (name, { parameters }) => {
      const positional = parameters.filter((one) => !one.isNamed);
      const options = parameters.filter((one) => one.isNamed).map((one) => ` ${one.name}=o`);
      const source = `{{${name} ${positional.map((_, at) => `v${at}`).join(' ')}${options.join('')}}}`;
      const template = compileTemplate(source);
      fc.assert(
        fc.property(
          fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 5, maxLength: 5 }),
          (values) => {
            const context = Object.fromEntries(
              values.map((value, at) => [at === 4 ? 'o' : `v${at}`, value]),
            );
            const rendered = template.render(
              // What comes over the wire has no negative zero.
              JSON.parse(JSON.stringify(context)) as Record<string, JsonValue>,
              settings,
            );
            if (rendered.ok)
              expect(rendered.value).toEqual(JSON.parse(JSON.stringify(rendered.value)));
            else expect(rendered.problem.code).not.toBe('helper_failed');
          },
        ),
        { numRuns: 150 },
      );
    },
  );
});
