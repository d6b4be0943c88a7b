import { describe, expect, it } from 'vitest';
import { readHead } from './archive-head.js';
import { ArchiveRefused } from './frame.js';

const head = {
  takenAt: '2026-11-22T10:00:00Z',
  keyFingerprint: null,
  serverVersion: '18.0',
  migrations: ['A1'],
};
const read = (more: object) => readHead(Buffer.from(JSON.stringify({ ...head, ...more })));

describe('the head of an archive', () => {
  it('names the parts of history by their first day and the day after their last', () => {
    expect(read({ parts: ['20261101-20261201'] }).parts).toEqual(['20261101-20261201']);
  });

  it('of an older version, which names Mondays, means weeks', () => {
    expect(read({ weeks: ['20261123', '20261228'] }).parts).toEqual([
      '20261123-20261130',
      '20261228-20270104',
    ]);
  });

  it.each([
    { parts: ['20261101'] },
    { parts: ["2026'; DROP"] },
    { weeks: ['20261350'] },
    { weeks: ['soon'] },
    {},
  ])('that names none of them is damaged: %j', (more) => {
    expect(() => read(more)).toThrow(ArchiveRefused);
  });
});
