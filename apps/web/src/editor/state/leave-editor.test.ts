import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDocument, anAction, aView } from '../editor.given.js';
import { createEditorStore } from './editor-store.js';
import { dropEditor, dropEditors } from './kept-editors.js';
import { comeBack, forgetEditor, leaveEditor, leftStore } from './leave-editor.js';
import { startAutosave, type SaveOutcome } from './start-autosave.js';

beforeEach(() => {
  dropEditors();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

const view = aView(aDocument([anAction('a')]));

const silent = { onUnsaved: () => undefined, onGone: () => undefined };

function given() {
  const store = createEditorStore(view);
  const server = { isThere: false };
  const listeners = new Set<() => void>();
  const autosave = startAutosave(store, ({ document, revision }): Promise<SaveOutcome> => {
    const flow = { ...aView(document, revision + 1), id: store.getState().flow.id };
    return Promise.resolve(
      server.isThere ? { outcome: 'saved', flow } : { outcome: 'unreachable' },
    );
  });
  const stop = vi.fn(autosave.stop);
  const whenGone = (tell: () => void) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  };
  const saver = { ...autosave, stop, whenGone };
  const deleteFlow = () => listeners.forEach((tell) => tell());
  const rename = (name: string) =>
    store.getState().apply({ type: 'update_step', id: 'a', patch: { name } });
  return { store, server, saver, rename, deleteFlow };
}

it('keeps an editor that was left with unsaved edits, says so, and saves them when it can', async () => {
  const { store, server, saver, rename } = given();
  const said = { onUnsaved: vi.fn(), onGone: vi.fn() };
  rename('kept');
  await leaveEditor(store, saver, said);
  expect(said.onUnsaved).toHaveBeenCalledWith('Leads');
  expect(leftStore(view)).toBe(store);
  server.isThere = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(store.getState()).toMatchObject({ saveState: 'saved', revision: 2 });
  dropEditors();
  expect(leftStore(view)).toBeUndefined();
});

it('gives the editor back to whoever comes again, with what saves it', async () => {
  const { store, server, saver, rename } = given();
  rename('kept');
  await leaveEditor(store, saver, silent);
  server.isThere = true;
  expect(comeBack(store)).toBe(saver);
  expect(leftStore(view)).toBeUndefined();
  rename('and more');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(store.getState().saved.steps[0]?.name).toBe('and more');
});

/** Opens a flow's editor, changes a name, saves it and leaves. */
async function openAndLeave(flowId = 'f1') {
  const { store, server, saver, rename } = given();
  store.setState({ flow: { ...view, id: flowId } });
  const said = { onUnsaved: vi.fn(), onGone: vi.fn() };
  server.isThere = true;
  comeBack(store);
  rename('saved');
  await leaveEditor(store, saver, said);
  expect(said.onUnsaved).not.toHaveBeenCalled();
  return store;
}

it('lets go of unsaved edits once their flow is no more, and says so once', async () => {
  const { store, saver, rename, deleteFlow } = given();
  const said = { onUnsaved: vi.fn(), onGone: vi.fn() };
  rename('lost');
  await leaveEditor(store, saver, said);
  deleteFlow();
  deleteFlow();
  expect(said.onGone.mock.calls).toEqual([['Leads']]);
  expect(saver.stop).toHaveBeenCalledOnce();
  expect(leftStore(view)).toBeUndefined();
  expect(comeBack(store)).toBeUndefined();
});

it('goes on with an editor that somebody came back to, whatever is told of its flow', async () => {
  const { store, saver, rename, deleteFlow } = given();
  const said = { onUnsaved: vi.fn(), onGone: vi.fn() };
  rename('kept');
  await leaveEditor(store, saver, said);
  comeBack(store);
  deleteFlow();
  expect(said.onGone).not.toHaveBeenCalled();
  expect(saver.stop).not.toHaveBeenCalled();
});

it('keeps, without a word, what was on the screen when its flow was deleted by somebody else', async () => {
  const { store, saver, rename } = given();
  const said = { onUnsaved: vi.fn(), onGone: vi.fn() };
  comeBack(store);
  rename('read again');
  store.setState({ saveState: 'gone' });
  await leaveEditor(store, saver, said);
  expect(saver.stop).toHaveBeenCalledOnce();
  expect([said.onUnsaved, said.onGone].flatMap(({ mock }) => mock.calls)).toEqual([]);
  expect(leftStore(view)).toBe(store);
  expect(store.getState().document.steps[0]?.name).toBe('read again');
});

it('forgets at once, and without a word, what was deleted on this page', async () => {
  const { store, saver, rename } = given();
  store.setState({ flow: { ...view, id: 'deleted' } });
  const said = { onUnsaved: vi.fn(), onGone: vi.fn() };
  rename('lost');
  forgetEditor('deleted');
  await leaveEditor(store, saver, said);
  expect(saver.stop).toHaveBeenCalledOnce();
  expect(leftStore({ ...view, id: 'deleted' })).toBeUndefined();
  expect([said.onUnsaved, said.onGone].flatMap(({ mock }) => mock.calls)).toEqual([]);
});

describe('an editor whose draft is saved', () => {
  it('says nothing when it is left, and is there again with its history and its sample', async () => {
    const store = await openAndLeave();
    store.setState({ payload: { Name: 'edited' }, armed: { in: 'root', index: 0 } });
    const again = leftStore(aView(store.getState().document, 2));
    expect(again).toBe(store);
    expect(store.getState()).toMatchObject({ payload: { Name: 'edited' } });
    expect(comeBack(store)).toBeUndefined();
    store.getState().undo();
    expect(store.getState().document).toBe(view.draft);
  });

  it('is left for good once somebody else changed the draft, not once the same was saved again', async () => {
    const store = await openAndLeave();
    const theirs = aDocument([anAction('a'), anAction('theirs')]);
    expect(leftStore(aView(theirs, 3))).toBeUndefined();
    expect(leftStore(aView({ ...store.getState().document }, 3))).toBe(store);
    // An answer from before our own save.
    expect(leftStore(view)).toBe(store);
  });

  it('is dropped with its flow, and by a sign-out, also while it is open', async () => {
    await openAndLeave();
    dropEditor('f1');
    expect(leftStore(view)).toBeUndefined();

    await openAndLeave();
    dropEditors();
    expect(leftStore(view)).toBeUndefined();

    const { store, saver } = given();
    comeBack(store);
    dropEditors();
    await leaveEditor(store, saver, silent);
    expect(leftStore(view)).toBeUndefined();
  });

  it('is one of the five left last', async () => {
    for (const id of ['f1', 'f2', 'f3', 'f4', 'f5', 'f1', 'f6']) await openAndLeave(id);
    const isThere = (id: string) => leftStore({ ...view, id }) !== undefined;
    expect(['f1', 'f2', 'f3', 'f4', 'f5', 'f6'].filter(isThere)).toEqual([
      'f1',
      'f3',
      'f4',
      'f5',
      'f6',
    ]);
  });
});
