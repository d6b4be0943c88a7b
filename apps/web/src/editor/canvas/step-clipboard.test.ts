import { expect, it } from 'vitest';
import { aDocument, anAction } from '../editor.given.js';
import { stepsFromText, stepsToText } from './step-clipboard.js';

const flow = aDocument([anAction('a'), anAction('b')]);

it('brings steps back from their text, and out of a whole flow or a bundle', () => {
  expect(stepsFromText(stepsToText(flow.steps))).toEqual({ ok: true, steps: flow.steps });
  expect(stepsFromText(JSON.stringify(flow))).toEqual({ ok: true, steps: flow.steps });
  const bundle = JSON.stringify({ bundleVersion: 1, document: flow });
  expect(stepsFromText(bundle)).toEqual({ ok: true, steps: flow.steps });
});

it.each([
  ['hello', 'foreign'],
  ['{"a":1}', 'foreign'],
  ['[1,2]', 'foreign'],
  ['{"hookline/steps@1":[]}', 'foreign'],
  ['{"hookline/steps@2":[]}', 'newer'],
  ['{"schemaVersion":7,"steps":[]}', 'newer'],
  ['{"hookline/steps@1":[{"id":"x","type":"teleport"}]}', 'broken'],
  ['{"hookline/steps@1":{"id":"x"}}', 'broken'],
])('refuses %s with its reason', (text, reason) => {
  expect(stepsFromText(text)).toMatchObject({ ok: false, reason });
});

it('says what is wrong with steps that cannot stand', () => {
  const twice = stepsToText([...flow.steps, ...flow.steps]);
  expect(stepsFromText(twice)).toMatchObject({ problem: { code: 'duplicate_step_id' } });
});
