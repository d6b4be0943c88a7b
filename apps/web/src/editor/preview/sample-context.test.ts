import type { JsonValue } from '@hookline/contract';
import { expect, it } from 'vitest';
import { aFlow, anEventView } from '../../given/answers.given.js';
import { makeCatalog } from '../words/catalog.js';
import { sampleContext } from './sample-context.js';

const flow = aFlow();
const given = {
  document: flow.draft,
  flow,
  catalog: makeCatalog([]),
  event: null,
  outputs: {},
  workspaceName: 'Shop',
  nowIso: '2026-11-22T10:00:00.000Z',
};

it('names headers as a run does, whatever capitals the sender chose', () => {
  const event = anEventView({ headers: [['X-Shop', 'S1']] });
  expect(sampleContext({ ...given, event })['event']).toMatchObject({
    headers: { 'x-shop': 'S1' },
  });
});

it('takes what somebody made of the event for the event, be it nothing at all', () => {
  const event = anEventView({ payload: { Name: 'Anna' } });
  const read = (payload: JsonValue | undefined) =>
    sampleContext({ ...given, event, payload })['trigger'];
  expect(read(undefined)).toEqual({ Name: 'Anna' });
  for (const edited of [null, false, 0, '', []]) expect(read(edited)).toEqual(edited);
});

it('takes an event that says null as it is, and speaks by a sample where there is no event', () => {
  const { trigger } = sampleContext({ ...given, event: anEventView({ payload: null }) });
  expect(trigger).toBeNull();
  expect(sampleContext(given)['trigger']).toEqual({});
});
