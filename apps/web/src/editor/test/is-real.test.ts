import { locateStep, type ActionDescription, type JsonObject } from '@hookline/contract';
import { expect, it } from 'vitest';
import { aDocument, anAction } from '../editor.given.js';
import { isReal } from './is-real.js';

const ask: ActionDescription = {
  key: 'send',
  label: { en: 'Ask' },
  effect: 'keyed',
  effectByField: { field: 'method', kinds: { GET: 'read', PUT: 'idempotent' } },
  connection: 'none',
  input: [],
  output: [],
  sample: null,
};

function isRealWith(input: JsonObject, action: ActionDescription | undefined = ask): boolean {
  const step = locateStep(aDocument([anAction('a', input)]), 'a')?.step;
  if (step?.type !== 'action') throw new Error('there is no such step');
  return isReal(step, action);
}

it('says of a step that only reads that it does nothing real, by its own settings', () => {
  expect(isRealWith({ method: 'GET' })).toBe(false);
  expect(isRealWith({ method: 'PUT' })).toBe(true);
  expect(isRealWith({ method: 'POST' })).toBe(true);
  expect(isRealWith({})).toBe(true);
  expect(isRealWith({ method: 'GET' }, { ...ask, effectByField: undefined })).toBe(true);
});
