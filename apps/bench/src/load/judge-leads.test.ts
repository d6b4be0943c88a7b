import { describe, expect, it } from 'vitest';
import { judgeLeads, type LeadFates } from './judge-leads.js';
import { NumberSet } from './number-set.js';

const setOf = (numbers: readonly number[]): NumberSet => {
  const set = new NumberSet();
  for (const number of numbers) set.add(number);
  return set;
};

function judge(given: { [name in keyof LeadFates]?: readonly number[] }): readonly string[] {
  const { accepted = [], refused = [], done = [], again = [] } = given;
  return judgeLeads({
    accepted: setOf(accepted),
    refused: setOf(refused),
    done: setOf(done),
    again: setOf(again),
  });
}

describe('leads after load', () => {
  it('are well when each that was accepted has its effect once', () => {
    expect(judge({ accepted: [0, 1, 2], done: [0, 1, 2] })).toEqual([]);
  });

  it('are not well when one is lost and another doubled, though the counts agree', () => {
    expect(judge({ accepted: [0, 1, 2], done: [0, 2], again: [2] })).toEqual([
      '1 leads accepted and without effect: 1',
      '1 leads with more than one effect: 2',
    ]);
  });

  it('may have an effect or none when nobody knows what they were answered', () => {
    expect(judge({ accepted: [0], done: [0, 1] })).toEqual([]);
  });

  it('must have none when they were refused', () => {
    expect(judge({ accepted: [0], refused: [1, 2], done: [0, 2] })).toEqual([
      '1 leads refused and yet with an effect: 2',
    ]);
  });

  it('are named, but not all of them', () => {
    expect(judge({ accepted: [0, 1, 2, 3, 4, 5, 6] })).toEqual([
      '7 leads accepted and without effect: 0, 1, 2, 3, 4, ...',
    ]);
  });
});
