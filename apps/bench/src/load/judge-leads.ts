import { NumberSet } from './number-set.js';

/** By number: what the senders were told, and what came of it. */
export type LeadFates = {
  readonly accepted: NumberSet;
  readonly refused: NumberSet;
  readonly done: NumberSet;
  /** Had their effect more than once. */
  readonly again: NumberSet;
};

const named = 5;

/**
 * What went wrong, in words; nothing when each accepted lead had its effect once and no refused one had any. By number:
 * of mere counts, one that was doubled would hide one that was lost. A lead whose line broke may have an effect or none.
 */
export function judgeLeads({ accepted, refused, done, again }: LeadFates): readonly string[] {
  return [
    tell(accepted.without(done), 'accepted and without effect'),
    tell(again, 'with more than one effect'),
    tell(refused.within(done), 'refused and yet with an effect'),
  ].flat();
}

function tell(leads: NumberSet, what: string): string[] {
  if (leads.size === 0) return [];
  const more = leads.size > named ? ', ...' : '';
  return [`${leads.size} leads ${what}: ${leads.first(named).join(', ')}${more}`];
}
