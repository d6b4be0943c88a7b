import { describe, expect, it } from 'vitest';
import { aBranching, aDocument, anAction, aView } from '../editor.given.js';
import { createEditorStore } from './editor-store.js';
import { chosenIds } from './pick-actions.js';

const flow = aDocument([
  anAction('a'),
  aBranching('route', [anAction('inner')]),
  anAction('b'),
  anAction('c'),
]);
const aStore = () => createEditorStore(aView(flow));

describe('choosing several steps', () => {
  it('adds one by one, takes out again, and is one selection when one is left', () => {
    const store = aStore();
    store.getState().select('a');
    store.getState().pick('c');
    expect(chosenIds(store.getState())).toEqual(['a', 'c']);
    store.getState().pick('a');
    expect(store.getState()).toMatchObject({ picked: [], selection: 'c' });
  });

  it('takes all from the selected step to another one, in the order of the flow', () => {
    const store = aStore();
    store.getState().select('b');
    store.getState().pickTo('a');
    expect(store.getState().picked).toEqual(['a', 'route', 'inner', 'b']);
  });

  it('forgets what was removed', () => {
    const store = aStore();
    store.getState().pickAll();
    store.getState().apply({ type: 'remove_steps', ids: ['a', 'route', 'b'] });
    expect(store.getState()).toMatchObject({ picked: [] });
  });
});

it('brings the selection out of lanes that are put away', () => {
  const store = aStore();
  store.getState().select('inner');
  store.getState().toggleCollapsed('route');
  expect(store.getState().selection).toBe('route');
  store.getState().toggleCollapsed('route');
  expect(store.getState().collapsed.size).toBe(0);
});
