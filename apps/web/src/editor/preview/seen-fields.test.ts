import type { SeenField } from '@hookline/contract';
import { expect, it } from 'vitest';
import { seenFields } from './seen-fields.js';

const seen = (segments: string[], count: number, at?: SeenField['at']): SeenField => ({
  segments,
  count,
  types: { text: count },
  examples: ['x'],
  ...(at === undefined ? {} : { at }),
});
const { shareOf } = seenFields({
  events: 4,
  fields: [seen(['Phone'], 3), seen(['X-Shop'], 1, 'headers')],
});

it('tells of a field in how many of a hundred events it came', () => {
  expect(shareOf('trigger.Phone')).toBe(75);
  expect(shareOf('trigger.Name')).toBe(0);
  expect(shareOf('event.headers.X-Shop')).toBe(25);
});

it('says nothing of what nobody counts: a header that every request has, a result of a step', () => {
  expect(shareOf('event.headers.host')).toBeNull();
  expect(shareOf('steps.lead.id')).toBeNull();
  expect(seenFields({ events: 0, fields: [] }).shareOf('trigger.Phone')).toBeNull();
});
