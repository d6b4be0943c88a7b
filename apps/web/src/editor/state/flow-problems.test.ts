import { expect, it } from 'vitest';
import { aDocument, anAction, apps, aBranching, aView } from '../editor.given.js';
import { makeCatalog } from '../words/catalog.js';
import { createEditorStore } from './editor-store.js';
import { findProblems } from './flow-problems.js';
import { flowId, locateProblems } from './locate-problems.js';
import { watchProblems } from './watch-problems.js';
import { triggerId } from './trigger-id.js';

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
    ['a', '/input/to', 'unknown_helper'],
  ]);
  const late = anAction('a', { to: '{{steps.b.messageId}}', subject: 'S' });
  const fine = anAction('b', { to: 'x', subject: 'S' });
  expect(found([late, fine])).toEqual([['a', '/input/to', 'unknown_reference']]);
  expect(found([fine, { ...late, id: 'c' }])).toEqual([]);
  expect(found([late])).toEqual([['a', '/input/to', 'reference_gone']]);
  const own = anAction('a', { to: '{{steps.a.messageId}}', subject: 'S' });
  expect(found([own])).toEqual([['a', '/input/to', 'own_result']]);
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
  expect(at('/trigger/settings/x')).toEqual([triggerId, '/settings/x']);
  expect(at('/masks/0')).toEqual([flowId, '/masks/0']);
});

it('tells once what the page and the server both found, the one at the field and the other inside of it', () => {
  const document = aDocument([anAction('a', { to: '{{steps.b.id}}', subject: 'S' })]);
  const problem = { code: 'reference_gone', message: 'no', about: 'b' };
  const problems = [{ ...problem, pointer: '/steps/0/input/to/0' }];
  const store = createEditorStore({ ...aView(document), problems });
  const stop = watchProblems(store, catalog);
  expect(
    store
      .getState()
      .problems.get('a')
      ?.map((one) => one.pointer),
  ).toEqual(['/input/to']);
  stop();
});
