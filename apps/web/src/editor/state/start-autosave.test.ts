import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aDocument, anAction, aView } from '../editor.given.js';
import { createEditorStore } from './editor-store.js';
import { startAutosave, type SaveOutcome } from './start-autosave.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function given(answers: (SaveOutcome | 'accept')[] = []) {
  const store = createEditorStore(aView(aDocument([anAction('a')])));
  const sent: { name: string | undefined; revision: number }[] = [];
  const autosave = startAutosave(store, ({ document, revision }) => {
    sent.push({ name: document.steps[0]?.name, revision });
    const answer = answers.shift() ?? 'accept';
    return Promise.resolve(
      answer === 'accept' ? { outcome: 'saved', flow: aView(document, revision + 1) } : answer,
    );
  });
  const rename = (name: string) =>
    store.getState().apply({ type: 'update_step', id: 'a', patch: { name } });
  return { store, sent, autosave, rename };
}

it('saves once, a moment after the last of several changes, from the revision it knows', async () => {
  const { store, sent, rename } = given();
  rename('one');
  await vi.advanceTimersByTimeAsync(300);
  rename('two');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toEqual([{ name: 'two', revision: 1 }]);
  rename('three');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent[1]).toEqual({ name: 'three', revision: 2 });
  expect(store.getState().saveState).toBe('saved');
});

it('keeps the edits and tries again while the server cannot be reached', async () => {
  const { store, sent, rename } = given([{ outcome: 'unreachable' }, { outcome: 'unreachable' }]);
  rename('one');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(store.getState().saveState).toBe('offline');
  rename('two');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(store.getState().saveState).toBe('saved');
  expect(sent.at(-1)).toEqual({ name: 'two', revision: 1 });
});

it('stops at a conflict until the person decides, then saves on top of theirs', async () => {
  const theirs = aView(aDocument([anAction('z')]), 9);
  const { store, sent, rename } = given([{ outcome: 'changed', theirs }]);
  rename('mine');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(store.getState().saveState).toBe('conflict');
  expect(sent).toHaveLength(1);
  store.getState().keepMine();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent[1]).toEqual({ name: 'mine', revision: 9 });
  expect(store.getState().saveState).toBe('saved');
});

it('knows its own save again whose answer was lost, and goes on from it with what was typed since', async () => {
  const lost: SaveOutcome[] = [{ outcome: 'unreachable' }];
  const { store, sent, rename } = given(lost);
  rename('one');
  await vi.advanceTimersByTimeAsync(1_000);
  // The server had taken it, and writes the keys of a document in an order of its own.
  const { steps, ...head } = store.getState().document;
  lost.push({ outcome: 'changed', theirs: aView({ steps, ...head }, 2) });
  rename('two');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent.slice(1)).toEqual([
    { name: 'two', revision: 1 },
    { name: 'two', revision: 2 },
  ]);
  expect(store.getState()).toMatchObject({ saveState: 'saved', theirs: null });
});

it('shows what the server refused, and where', async () => {
  const problems = [{ pointer: '/steps/0/input/to', code: 'flow_invalid', message: 'no' }];
  const { store, rename } = given([{ outcome: 'refused', problems }]);
  rename('one');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(store.getState()).toMatchObject({ saveState: 'refused', serverProblems: problems });
});

it('sends nothing more, and never says that it is saved, once the flow is no more', async () => {
  const { store, sent, autosave, rename } = given([
    { outcome: 'refused', problems: [], isGone: true },
  ]);
  rename('one');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(store.getState().saveState).toBe('gone');
  rename('two');
  store.getState().undo();
  await vi.advanceTimersByTimeAsync(60_000);
  await expect(autosave.flush()).resolves.toBe(false);
  expect(store.getState().saveState).toBe('gone');
  expect(sent).toHaveLength(1);
});

it('believes no answer from before the flow was deleted', async () => {
  const store = createEditorStore(aView(aDocument([anAction('a')])));
  let answer = (_: SaveOutcome): void => undefined;
  const autosave = startAutosave(store, () => new Promise((resolve) => (answer = resolve)));
  store.getState().apply({ type: 'update_step', id: 'a', patch: { name: 'one' } });
  const flushed = autosave.flush();
  store.setState({ saveState: 'gone' });
  answer({ outcome: 'saved', flow: aView(store.getState().document, 2) });
  await expect(flushed).resolves.toBe(false);
  expect(store.getState().saveState).toBe('gone');
});

it('saves at once when it is asked to, and says whether all is saved', async () => {
  const { autosave, sent, rename } = given();
  rename('one');
  await expect(autosave.flush()).resolves.toBe(true);
  expect(sent).toHaveLength(1);
});
