import type { ArrivedEvent } from '@hookline/store';
import { scopeOf } from '@hookline/store';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { FloodNotes } from './flood-notes.js';

const everyMs = 60_000;
let nowMs = 0;
afterEach(() => {
  nowMs = 0;
});

function given(maxNames = 10, write = (): Promise<unknown> => Promise.resolve()) {
  const kept: ArrivedEvent[] = [];
  let prepared = 0;
  const floods = new FloodNotes({
    everyMs,
    maxNames,
    now: () => nowMs,
    write: (event) => {
      kept.push(event);
      return write();
    },
  });
  onTestFinished(() => floods.stop());
  const refuse = (name: string) =>
    floods.add(name, () => {
      prepared += 1;
      return (count) => ({ ...anEvent, flowId: name, reason: String(count) });
    });
  const told = () => kept.map(({ flowId, reason }) => `${flowId}:${reason}`);
  return { floods, refuse, told, kept, prepared: () => prepared };
}

const anEvent: ArrivedEvent = {
  scope: scopeOf('00000000-0000-7000-8000-000000000000'),
  id: 'first',
  flowId: '',
  runId: '',
  kind: 'rejected',
  method: 'POST',
  path: '',
  query: '',
  headers: [],
  bodyKind: 'none',
  body: Buffer.alloc(0),
  payload: null,
  summary: '',
  dedupeKey: null,
  orderKey: null,
  reason: null,
};

it('keeps one entry at once and one a minute for all that came meanwhile, prepared once', async () => {
  const { refuse, told, prepared, kept } = given();
  for (let count = 0; count < 500; count += 1) await refuse('a');
  expect(told()).toEqual(['a:1']);
  nowMs = everyMs;
  await refuse('a');
  await refuse('a');
  expect(told()).toEqual(['a:1', 'a:500']);
  expect(prepared()).toBe(3);
  expect(new Set(kept.map(({ id }) => id)).size).toBe(2);
  expect(kept.map(({ standsFor }) => standsFor)).toEqual([1, 500]);
});

it('tells the last of a flood although nothing comes after them, and forgets a flood that is over', async () => {
  const { floods, refuse, told } = given();
  for (let count = 0; count < 3; count += 1) await refuse('a');
  await floods.look();
  expect(told()).toEqual(['a:1']);
  nowMs = everyMs;
  await floods.look();
  expect(told()).toEqual(['a:1', 'a:2']);
  nowMs = 2 * everyMs;
  await floods.look();
  await refuse('a');
  expect(told()).toEqual(['a:1', 'a:2', 'a:1']);
});

it('counts each address for itself, of the last so many, and tells what is left when the server stops', async () => {
  const { floods, refuse, told } = given(2);
  for (const name of ['a', 'b', 'b', 'c', 'c']) await refuse(name);
  await refuse('a');
  expect(told()).toEqual(['a:1', 'b:1', 'c:1', 'a:1']);
  await floods.stop();
  expect(told().slice(4)).toEqual(['c:1']);
});

it('refuses all the same when no entry can be kept, or nobody could mask it', async () => {
  const { refuse } = given(2, () => Promise.reject(new Error('the database is away')));
  await expect(refuse('a')).resolves.toBeUndefined();
  const floods = new FloodNotes({ everyMs, maxNames: 2, write: () => Promise.reject(new Error()) });
  await floods.add('a', () => null);
  await floods.add('a', () => null);
  await expect(floods.stop()).resolves.toBeUndefined();
});
