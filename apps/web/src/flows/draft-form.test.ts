import type { FlowDocument } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { aFlow } from '../given/answers.given.js';
import {
  edited,
  filledDraft,
  isDraftChanged,
  makeDraftForm,
  received,
  settled,
  shownDraft,
  yielded,
} from './draft-form.js';

const flowAt = (draftRevision: number, draft: Partial<FlowDocument> = {}) =>
  aFlow({ draftRevision, draft: { ...aFlow().draft, ...draft } });
const opened = (draft: Partial<FlowDocument> = {}) => makeDraftForm(flowAt(7, draft)).getState();

describe('a form of a draft', () => {
  it('shows what somebody else has set where nothing was changed here', () => {
    const form = received(edited(opened(), { name: 'Mine' }), flowAt(8, { masks: ['pin'] }), false);

    expect(shownDraft(form)).toMatchObject({ name: 'Mine', masks: ['pin'] });
    expect(form).toMatchObject({ contested: [], turn: 1 });
  });

  it('keeps what was changed here, and says that the same was changed elsewhere', () => {
    const mine = edited(opened(), { name: 'Mine', masks: ['tel'] });
    const form = received(mine, flowAt(8, { name: 'Theirs' }), false);

    expect(shownDraft(form)).toMatchObject({ name: 'Mine', masks: ['tel'] });
    expect(form).toMatchObject({ contested: ['name'], turn: 0 });
    const later = received(
      form,
      flowAt(9, { name: 'Theirs', order: { by: 'flow', whenStuck: 'wait' } }),
      false,
    );
    expect(later.contested).toEqual(['name']);
  });

  it('contests nothing when both have changed the same to the same', () => {
    const form = received(edited(opened(), { name: ' Ours ' }), flowAt(8, { name: 'Ours' }), false);

    expect(form).toMatchObject({ contested: [], edits: {} });
  });

  it('gives way in what is contested only', () => {
    const mine = edited(opened(), { name: 'Mine', masks: ['tel'] });
    const form = yielded(received(mine, flowAt(8, { name: 'Theirs' }), false));

    expect(shownDraft(form)).toMatchObject({ name: 'Theirs', masks: ['tel'] });
    expect(form).toMatchObject({ contested: [], turn: 1 });
  });

  it('has nothing to save once its own draft came back, by whichever way first', () => {
    const sent = { name: ' Mine', masks: undefined };
    const form = edited(opened({ masks: ['pin'] }), sent);
    const saved = flowAt(8, { name: 'Mine' });

    expect(isDraftChanged(form)).toBe(true);
    expect(filledDraft(form)).toEqual({ ...saved.draft, masks: undefined });
    for (const after of [
      settled(form, sent, saved),
      settled(received(form, saved, true), sent, saved),
    ]) {
      expect(after).toMatchObject({ edits: {}, contested: [], turn: 0 });
      expect(isDraftChanged(after)).toBe(false);
    }
  });

  it('does not take for saved what was changed while it was being saved', () => {
    const sent = { name: 'First' };
    const form = edited(edited(opened(), sent), { name: 'First and second' });

    const after = settled(form, sent, flowAt(8, { name: 'First' }));

    expect(shownDraft(after).name).toBe('First and second');
    expect([isDraftChanged(after), after.contested]).toEqual([true, []]);
  });

  it('does not go back to a draft of before', () => {
    const form = received(opened(), flowAt(8, { name: 'Newer' }), false);

    expect(received(form, flowAt(7, { name: 'Older' }), false)).toBe(form);
    expect(settled(form, {}, flowAt(7, { name: 'Older' })).flow.draft.name).toBe('Newer');
  });
});
