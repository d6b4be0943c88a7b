import { expect, it } from 'vitest';
import { aDocument, anAction, apps, aBranching } from '../editor.given.js';
import { makeCatalog } from '../words/catalog.js';
import { findProblems } from './flow-problems.js';
import { locateProblems } from './locate-problems.js';

const catalog = makeCatalog(apps);
const found = (steps: unknown[]) =>
  findProblems(aDocument(steps), catalog).map(({ stepId, pointer, code }) => [
    stepId,
    pointer,
    code,
  ]);

it('sees empty required fields, broken templates and steps that do not come before', () => {
  expect(found([anAction('a', { to: 'x@example.com' })])).toEqual([
    ['a', '/input/subject', 'required'],
  ]);
  expect(found([anAction('a', { to: '{{nope trigger.x}}', subject: 'S' })])).toEqual([
    ['a', '/input/to', 'template'],
  ]);
  const late = anAction('a', { to: '{{steps.b.messageId}}', subject: 'S' });
  const fine = anAction('b', { to: 'x', subject: 'S' });
  expect(found([late, fine])).toEqual([['a', '/input/to', 'unknown_reference']]);
  expect(found([fine, { ...late, id: 'c' }])).toEqual([]);
});

it('says when an action is not in the catalogue', () => {
  expect(found([{ ...anAction('a'), action: 'gone' }])).toEqual([
    ['a', '/action', 'unknown_action'],
  ]);
});

it('finds the step that a pointer of the server means, also inside of branches', () => {
  const document = aDocument([aBranching('route', [anAction('a')]), anAction('b')]);
  const at = (pointer: string) =>
    locateProblems(document, [{ pointer, code: 'c', message: 'm' }]).map((one) => [
      one.stepId,
      one.pointer,
    ])[0];
  expect(at('/steps/0/branches/0/steps/0/input/to')).toEqual(['a', '/input/to']);
  expect(at('/steps/1')).toEqual(['b', '']);
  expect(at('/trigger/settings/x')).toEqual(['trigger', '/settings/x']);
});
