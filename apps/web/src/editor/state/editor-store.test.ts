import { describe, expect, it } from 'vitest';
import { aDocument, anAction, aView } from '../editor.given.js';
import { createEditorStore } from './editor-store.js';

function aStore() {
  const clock = { nowMs: 0 };
  const view = aView(aDocument([anAction('a'), anAction('b')]));
  const store = createEditorStore(view, () => clock.nowMs);
  const rename = (name: string, group?: string) =>
    store.getState().apply({ type: 'update_step', id: 'a', patch: { name } }, group);
  const names = () => store.getState().document.steps.map((step) => step.name);
  return { store, clock, view, rename, names };
}

describe('undo and redo', () => {
  it('go back and forth through every operation and restore the document exactly', () => {
    const { store, view, rename } = aStore();
    for (let count = 0; count < 300; count += 1) rename(`n${count}`);
    const last = store.getState().document;
    for (let count = 0; count < 300; count += 1) store.getState().undo();
    expect(store.getState().document).toBe(view.draft);
    for (let count = 0; count < 300; count += 1) store.getState().redo();
    expect(store.getState().document).toBe(last);
  });

  it('take what was typed into one field in one go as one step', () => {
    const { store, clock, rename, names } = aStore();
    for (const text of ['N', 'Ne', 'New']) {
      rename(text, 'a:name');
      clock.nowMs += 200;
    }
    clock.nowMs += 5_000;
    rename('Newer', 'a:name');
    store.getState().undo();
    expect(names()[0]).toBe('New');
    store.getState().undo();
    expect(names()[0]).toBeUndefined();
  });

  it('forget what was undone once something new is done', () => {
    const { store, rename, names } = aStore();
    rename('one');
    store.getState().undo();
    rename('two');
    store.getState().redo();
    expect(names()[0]).toBe('two');
  });

  it('do nothing at either end', () => {
    const { store, view } = aStore();
    store.getState().undo();
    store.getState().redo();
    expect(store.getState().document).toBe(view.draft);
  });
});

describe('the selection', () => {
  it('is let go of when its step is removed, and the panel closes', () => {
    const { store } = aStore();
    store.getState().open('a');
    store.getState().apply({ type: 'remove_step', id: 'a' });
    expect(store.getState()).toMatchObject({ selection: null, isPanelOpen: false });
  });
});

describe('another version from the server', () => {
  it('is taken at once when nothing of ours would be lost', () => {
    const { store } = aStore();
    const theirs = aView(aDocument([anAction('c')]), 2);
    store.getState().receive(theirs);
    expect(store.getState()).toMatchObject({
      document: theirs.draft,
      revision: 2,
      saveState: 'saved',
    });
  });

  it('is one undo away after ours was kept', () => {
    const { store, rename, names } = aStore();
    rename('mine');
    const theirs = aView(aDocument([anAction('c')]), 2);
    store.getState().receive(theirs);
    store.getState().keepMine();
    expect(names()[0]).toBe('mine');
    store.getState().undo();
    expect(store.getState().document).toBe(theirs.draft);
    store.getState().redo();
    expect(names()[0]).toBe('mine');
  });

  it('is no conflict when it is what we sent ourselves, though more was typed since', () => {
    const { store, rename, names } = aStore();
    rename('sent');
    const { document } = store.getState();
    store.setState({ sent: [document] });
    rename('typed since');
    store.getState().receive(aView(document, 2));
    expect(store.getState()).toMatchObject({ saveState: 'unsaved', revision: 2, theirs: null });
    expect(names()[0]).toBe('typed since');
  });

  it('waits for a decision when there are changes of ours; taking theirs can be undone', () => {
    const { store, rename, names } = aStore();
    rename('mine');
    store.getState().receive(aView(aDocument([anAction('c')]), 2));
    expect(store.getState().saveState).toBe('conflict');
    expect(names()[0]).toBe('mine');
    store.getState().takeTheirs();
    expect(store.getState().document.steps.map((step) => step.id)).toEqual(['c']);
    store.getState().undo();
    expect(names()[0]).toBe('mine');
  });

  it('is replaced knowingly when mine is kept', () => {
    const { store, rename, names } = aStore();
    rename('mine');
    store.getState().receive(aView(aDocument(), 7));
    store.getState().keepMine();
    expect(store.getState()).toMatchObject({ revision: 7, saveState: 'unsaved', theirs: null });
    expect(names()[0]).toBe('mine');
  });

  it('of an older number is not news', () => {
    const { store, view } = aStore();
    store.getState().receive(aView(aDocument(), 0));
    expect(store.getState().document).toBe(view.draft);
  });
});
