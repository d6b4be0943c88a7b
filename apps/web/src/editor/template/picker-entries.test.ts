import {
  writePath,
  type FlowDocument,
  type JsonValue,
  type SeenField,
  type Step,
} from '@hookline/contract';
import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import { aFlow } from '../../given/answers.given.js';
import type { Say } from '../words/name-path.js';
import { makeCatalog } from '../words/catalog.js';
import { pickerEntries } from './picker-entries.js';

it('offers what stood in the query and the headers, of the chosen event and of earlier ones, under their own headings', () => {
  const field: SeenField = { segments: ['x-shop'], count: 1, types: {}, examples: ['S1'] };
  const entries = pickerEntries({
    t: ((key: string) => key) as unknown as TFunction,
    say: (() => '') as unknown as Say,
    namePath: (path) => path,
    document: aFlow().draft,
    catalog: makeCatalog([]),
    context: {
      trigger: { a: 1 },
      event: { id: 'e1', query: { utm_source: 'vk' }, headers: {} },
    },
    stepId: 'none',
    language: 'en',
    seen: {
      byPath: new Map([
        ['trigger.b', { ...field, segments: ['b'] }],
        ['event.query.utm_source', { ...field, at: 'query', segments: ['utm_source'] }],
        ['event.headers.x-shop', { ...field, at: 'headers' }],
      ]),
      shareOf: () => 50,
    },
  });

  const told = entries
    .filter(({ pick }) => pick.kind === 'path')
    .map(({ key, group, isInSample, sharePercent }) => [key, group, isInSample, sharePercent]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['trigger.a', expect.any(String), true, 50],
      ['trigger.b', expect.any(String), false, 50],
      ['event.query.utm_source', 'event.query', true, 50],
      ['event.headers.x-shop', 'event.headers', false, 50],
      ['event.id', 'editor.picker.other', true, null],
    ]),
  );
  expect(new Set(told.map(([key]) => key)).size).toBe(told.length);
});

it('offers in a loop what elements of the list had in earlier events, and in other elements', () => {
  const seen = (...segments: string[]): [string, SeenField] => [
    writePath(['trigger', ...segments]),
    { segments, count: 1, types: {}, examples: ['old'] },
  ];
  const inner: Step = {
    id: 'put',
    type: 'action',
    app: 'tables',
    action: 'insert_row',
    connectionId: null,
    input: {},
  };
  const loop = (id: string, items: string, steps: Step[]): Step => ({
    id,
    type: 'loop',
    items,
    steps,
  });
  const lines = loop('lines', '{{item.lines}}', [{ ...inner, id: 'deep' }]);
  const document: FlowDocument = {
    ...aFlow().draft,
    steps: [
      loop('each', '{{ trigger.goods }}', [inner, lines]),
      loop('odd', '{{trigger.[a}b]}}', [{ ...inner, id: 'braced' }]),
      loop('made', '{{split trigger.goods ","}}', [{ ...inner, id: 'other' }]),
    ],
  };
  const offered = (stepId: string, item: JsonValue) =>
    pickerEntries({
      t: ((key: string) => key) as unknown as TFunction,
      say: (() => '') as unknown as Say,
      namePath: (path) => path,
      document,
      catalog: makeCatalog([]),
      context: { trigger: {}, item, index: 0 },
      stepId,
      language: 'en',
      seen: {
        byPath: new Map([
          seen('goods'),
          seen('goods', '0', 'name'),
          seen('goods', '0', 'colour'),
          seen('goods', '0', 'lines', '0', 'sku'),
          seen('a}b', '0', 'size'),
        ]),
        shareOf: () => 25,
      },
    }).flatMap(({ key, isInSample, sharePercent }) =>
      key.startsWith('item') ? [[key, isInSample, sharePercent]] : [],
    );

  expect(offered('put', { name: 'A' })).toEqual([
    ['item.name', true, 25],
    ['item.colour', false, 25],
    [writePath(['item', 'lines', '0', 'sku']), false, 25],
  ]);
  expect(offered('deep', null)).toEqual(expect.arrayContaining([['item.sku', false, 25]]));
  expect(offered('braced', null)).toEqual(expect.arrayContaining([['item.size', false, 25]]));
  expect(offered('other', 'a')).toEqual([['item', true, null]]);
});
