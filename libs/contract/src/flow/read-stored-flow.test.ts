import { expect, it } from 'vitest';
import { aFlow, anAction } from './operations/document.given.js';
import { checkFlow } from './check-flow.js';
import { readStoredFlow } from './read-stored-flow.js';

it('gives a document of this schema as it is', () => {
  const flow = aFlow({ steps: [anAction('a')] });
  expect(readStoredFlow(flow)).toEqual({ document: flow, newerSchema: null });
});

it('pictures a document of a later schema: what it knows as it is, the rest by name', () => {
  const newer = {
    schemaVersion: 9,
    name: 'From tomorrow',
    trigger: { app: 'tilda', event: 'form', quantum: true },
    steps: [anAction('a'), { id: 'tele', type: 'teleport', where: 'Mars' }, 7],
    added: 'later',
  };
  const { document, newerSchema } = readStoredFlow(newer);
  expect(newerSchema).toBe(9);
  expect(checkFlow(document).ok).toBe(true);
  expect(document).toMatchObject({
    name: 'From tomorrow',
    trigger: { app: 'unknown' },
    steps: [{ id: 'a' }, { id: 'tele', name: 'teleport' }, { name: '?' }],
  });
});

it('does not hide a document that is simply wrong', () => {
  expect(() => readStoredFlow({ schemaVersion: 1, name: 'x' })).toThrow();
  expect(() => readStoredFlow(null)).toThrow();
});
