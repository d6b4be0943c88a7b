import { describe, expect, it } from 'vitest';
import { findWarnings } from './find-warnings.js';

const sound = { publicUrl: 'https://leads.example', openFiles: 65_536, clockAheadMs: 120 };

describe('what is told at the start', () => {
  it('is nothing on a sound machine', () => {
    expect(findWarnings(sound)).toEqual([]);
    expect(findWarnings({ ...sound, openFiles: null, clockAheadMs: null })).toEqual([]);
  });

  it.each([
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'http://a.localhost',
  ])('is nothing of %s, which nobody else reaches', (publicUrl) =>
    expect(findWarnings({ ...sound, publicUrl })).toEqual([]),
  );

  it.each([
    [{ publicUrl: 'http://leads.example' }, /not https.*certificate/],
    [{ publicUrl: 'http://127.0.0.1.leads.example' }, /not https/],
    [{ openFiles: 1_024 }, /only 1024 files.*ulimit -n/],
    [{ clockAheadMs: 6_000 }, /6 s ahead of.*NTP/],
    [{ clockAheadMs: -3_600_000 }, /3600 s behind/],
  ])('is what to do about %o', (change, words) => {
    const warnings = findWarnings({ ...sound, ...change });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(words);
  });
});
