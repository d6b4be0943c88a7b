import type { SeenField } from '@hookline/contract';
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
