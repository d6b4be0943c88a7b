import { expect, it } from 'vitest';
import { aFlow, anEventView } from '../../given/answers.given.js';
import { makeCatalog } from '../words/catalog.js';
import { sampleContext } from './sample-context.js';

it('names headers as a run does, whatever capitals the sender chose', () => {
  const flow = aFlow();
  const { event } = sampleContext({
    document: flow.draft,
    flow,
    catalog: makeCatalog([]),
    event: anEventView({ headers: [['X-Shop', 'S1']] }),
    outputs: {},
    workspaceName: 'Shop',
    nowIso: '2026-11-22T10:00:00.000Z',
  });
  expect(event).toMatchObject({ headers: { 'x-shop': 'S1' } });
});
