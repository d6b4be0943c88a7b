import { describe, expect, it } from 'vitest';
import { compileTemplate } from './compile-template.js';
import { compileValue } from './compile-value.js';
import { givenSettings as settings } from './render.given.js';

const a = Array.from({ length: 60 }, (_, index) => index);
/** Far above what is needed and far below what the attack would take, so that a busy machine changes nothing. */
const patienceMs = 3000;

const big = 'x'.repeat(500_000);
const codeOf = (
  source: string,
  context: Parameters<ReturnType<typeof compileTemplate>['render']>[0],
) => {
  const rendered = compileTemplate(source).render(context, settings);
  return rendered.ok ? 'ok' : rendered.problem.code;
};

describe('a template that asks for too much is stopped', () => {
  it.each([
    [
      'nested loops',
      '{{#each a}}{{#each ../a}}{{#each ../../a}}{{#each ../../../a}}x{{/each}}{{/each}}{{/each}}{{/each}}',
    ],
    [
      'loops without output',
      '{{#each a}}{{#each ../a}}{{#each ../../a}}{{/each}}{{/each}}{{/each}}',
    ],
    ['a loop over a huge list', '{{#each huge}}{{this}}{{/each}}'],
    [
      'costly helpers in a loop',
      '{{#each a}}{{#each ../a}}{{#if (length (json ../../huge))}}{{/if}}{{/each}}{{/each}}',
    ],
    [
      'comparing objects in a loop',
      '{{#each a}}{{#each ../a}}{{#if (eq ../../object "x")}}{{/if}}{{/each}}{{/each}}',
    ],
    ['hashing in a loop', '{{#each a}}{{#if (sha256 ../big)}}{{/if}}{{/each}}'],
    ['sorting in a loop', '{{#each a}}{{#if (sort ../huge)}}{{/if}}{{/each}}'],
    [
      'splitting in a loop',
      '{{#each a}}{{#if (split ../big "x")}}{{/if}}{{#if (words ../spaced)}}{{/if}}{{/each}}',
    ],
  ])('%s', (_, source) => {
    const huge = Array.from({ length: 200_000 }, (_unused, index) => index);
    const spaced = 'x '.repeat(250_000);
    const startedAt = performance.now();
    expect(codeOf(source, { a, huge, big, spaced, object: { huge } })).toBe('too_expensive');
    expect(performance.now() - startedAt).toBeLessThan(patienceMs);
  });

  it.each([
    ['repeated text', '{{#each a}}{{../big}}{{/each}}'],
    ['repeated JSON', '{{#each a}}{{json ../big}}{{/each}}'],
    ['replacing with more', '{{replace big "x" "xxxxxxxxxx"}}'],
    ['a wide pad', '{{pad 1 2000000}}'],
    ['joining with much', '{{join chars big}}'],
    ['concatenation', '{{concat big big big}}'],
    ['a table', '{{table rows "c" separator="" start=big}}'],
    ['two-byte letters', '{{letters}}{{letters}}'],
  ])('output: %s', (_, source) => {
    const chars = [...'abcdef'];
    const rows = [{ c: big }, { c: big }, { c: big }];
    const letters = 'ж'.repeat(300_000);
    expect(codeOf(source, { a, big, chars, rows, letters })).toBe('output_too_large');
  });

  it('counts bytes, not letters', () => {
    expect(codeOf('{{x}} ', { x: 'x'.repeat(1_048_575) })).toBe('ok');
    expect(codeOf('{{x}} ', { x: 'x'.repeat(1_048_576) })).toBe('output_too_large');
    expect(codeOf('{{x}} ', { x: 'ж'.repeat(524_288) })).toBe('output_too_large');
  });

  it('cannot be rescued by default', () => {
    expect(codeOf('{{default (replace big "x" "xxxxxxxxxx") "y"}}', { big })).toBe(
      'output_too_large',
    );
  });

  it('spends one budget on all leaves of a tree', () => {
    const tree = compileValue(Array.from({ length: 5 }, () => 'x {{big}}'));
    const { problems } = tree.render({ big }, settings);
    expect(problems.map(({ pointer }) => pointer)).toEqual(['/2', '/3', '/4']);
  });

  it('obeys the limits of its caller', () => {
    const limits = { maxNodeVisits: 1000, maxOutputBytes: 100, maxMs: 200 };
    const { render } = compileTemplate('{{#each list}}{{this}}{{/each}}');
    expect(render({ list: ['x'.repeat(101)] }, settings, limits)).toMatchObject({ ok: false });
    expect(render({ list: ['x'.repeat(100)] }, settings, limits)).toMatchObject({ ok: true });
  });
});

it('looks a huge value up in a huge table once', () => {
  const pairs = Array.from({ length: 4000 }, (_, index) => `"a${index}" ${index}`).join(' ');
  const huge = { list: Array.from({ length: 100_000 }, (_, index) => `item ${index}`) };
  const startedAt = performance.now();
  expect(codeOf(`{{lookupTable huge ${pairs} else=0}}`, { huge })).toBe('ok');
  expect(performance.now() - startedAt).toBeLessThan(patienceMs);
});

describe('no text makes a pattern run long', () => {
  const hostile: [string, string][] = [
    ['digits', '1'.repeat(500_000)],
    ['dots', '1.'.repeat(250_000)],
    ['open tags', '<a'.repeat(250_000)],
    ['bare brackets', '<'.repeat(500_000)],
    ['spaces', ' '.repeat(500_000) + 'x'],
    ['ats', 'a@'.repeat(250_000)],
    ['escapes', '%7C'.repeat(160_000)],
    ['equals', 'TILDAUTM=' + '=;'.repeat(200_000)],
    ['phones', '+7 '.repeat(160_000)],
    ['dashes', 'a-'.repeat(250_000)],
  ];
  it.each(hostile)('%s', (_, x) => {
    for (const helper of [
      'phone',
      'email',
      'number',
      'date',
      'stripTags',
      'title',
      'trim',
      'words',
      'digits',
      'utm "source"',
      'urlQuery',
      'html',
      'parseJson',
      'fromBase64',
      'capitalize',
    ]) {
      const source = helper === 'urlQuery' ? '{{urlQuery x "a"}}' : `{{${helper} x}}`;
      const startedAt = performance.now();
      compileTemplate(source).render({ x }, settings);
      expect(performance.now() - startedAt, helper).toBeLessThan(patienceMs);
    }
  });

  it('a date format cannot try the digits in many ways', () => {
    const startedAt = performance.now();
    for (const from of [
      'dMdMdMdMdMdMdMdMdMdMdMdMdMdMdMdMdMdMdM',
      'yLdHhmsSqouWckEa',
      'd'.repeat(60),
    ]) {
      compileTemplate(`{{date x "yyyy" from="${from}"}}`).render(
        { x: '1'.repeat(63) + 'x' },
        settings,
      );
    }
    expect(performance.now() - startedAt).toBeLessThan(patienceMs);
  });
});
