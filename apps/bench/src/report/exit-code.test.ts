import { describe, expect, it } from 'vitest';
import { exitCode } from './exit-code.js';

const well = { isBroken: false, isMissed: false, isStrict: false };

describe('the end of a measurement', () => {
  it('is a success when all is well, asked strictly or not', () => {
    expect(exitCode(well)).toBe(0);
    expect(exitCode({ ...well, isStrict: true })).toBe(0);
  });

  it('is a failure when a lead was lost or doubled, whoever asks', () => {
    expect(exitCode({ ...well, isBroken: true })).toBe(1);
  });

  it('is a failure for a missed budget only when that is asked for', () => {
    expect(exitCode({ ...well, isMissed: true })).toBe(0);
    expect(exitCode({ ...well, isMissed: true, isStrict: true })).toBe(1);
  });
});
