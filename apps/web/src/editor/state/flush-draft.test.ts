import { expect, it } from 'vitest';
import { flushDraft, offerFlush, requireSaved } from './flush-draft.js';

it('asks the editor of that flow alone, and has nothing to save where there is none', async () => {
  const withdraw = offerFlush('a', () => Promise.resolve(false));
  await expect(flushDraft('a')).resolves.toBe(false);
  await expect(flushDraft('b')).resolves.toBe(true);
  withdraw();
  await expect(flushDraft('a')).resolves.toBe(true);
});

it('lets nothing be done with a draft that the server does not have', async () => {
  const withdraw = offerFlush('a', () => Promise.resolve(false));
  await expect(requireSaved('a')).rejects.toMatchObject({ code: 'draft_unsaved' });
  withdraw();
});
