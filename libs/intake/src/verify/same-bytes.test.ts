import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSameBytes, isSameText } from './same-bytes.js';

/** 10,000 samples in all, as the rule asks; each is the time of some calls, so that a clock can tell it. */
const samplesOfKind = 5_000;
const callsPerSample = 20;
/** Beyond this a difference is taken for real (the bound of dudect, Reparaz et al. 2017). */
const mostByChance = 4.5;

type Compare = (sent: Buffer, wanted: Buffer) => boolean;

/** What a careless comparison does: it stops at the first difference. */
const stopsEarly: Compare = (sent, wanted) => {
  for (let at = 0; at < wanted.length; at += 1) if (sent[at] !== wanted[at]) return false;
  return true;
};

const asText: Compare = (sent, wanted) =>
  isSameText(sent.toString('latin1'), wanted.toString('latin1'));

/**
 * Welch's t of the times that it takes to refuse a signature whose first byte is wrong, and one whose last byte is.
 * Both kinds come in an order that nobody can foresee and stand in the same memory, so that whatever else the
 * machine does touches both alike.
 */
function timeDifference(compare: Compare): number {
  const wanted = Buffer.alloc(64, 'a');
  const sent = Buffer.from(wanted);
  const times = { first: [] as number[], last: [] as number[] };
  for (let sample = -2_000; sample < 2 * samplesOfKind; sample += 1) {
    const kind = randomInt(2) === 0 ? 'first' : 'last';
    const at = kind === 'first' ? 0 : 63;
    sent[at] = 0;
    const began = process.hrtime.bigint();
    for (let call = 0; call < callsPerSample; call += 1) compare(sent, wanted);
    const took = Number(process.hrtime.bigint() - began);
    sent[at] = wanted[at] ?? 0;
    // The first ones are the compiler's.
    if (sample >= 0) times[kind].push(took);
  }
  return welch(times);
}

function welch({ first, last }: { first: number[]; last: number[] }): number {
  // What took longest was interrupted: one bound for both kinds, else it would tell them apart.
  const sorted = [...first, ...last].sort((one, other) => one - other);
  const bound = sorted[Math.floor(sorted.length * 0.9)] ?? 0;
  const [one, other] = [first, last].map((each) => moments(each.filter((time) => time <= bound)));
  if (!one || !other) throw new Error('two kinds are compared');
  return (one.mean - other.mean) / Math.sqrt(one.spread + other.spread);
}

function moments(values: readonly number[]): { mean: number; spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, spread: squares / (values.length - 1) / values.length };
}

describe('SIG-2: where a signature is wrong', () => {
  it.each<[string, Compare]>([
    ['of bytes', isSameBytes],
    ['of texts', asText],
  ])('is not told by the time of a comparison %s', (_, compare) => {
    expect(Math.abs(timeDifference(compare))).toBeLessThan(mostByChance);
  });

  it('would be told by the time of a comparison that stops at the first difference', () => {
    expect(Math.abs(timeDifference(stopsEarly))).toBeGreaterThan(5 * mostByChance);
  });
});

it('takes for the same what is the same, of whatever length, and nothing else', () => {
  const bytes = Buffer.from('0123456789');
  expect(isSameBytes(bytes, Buffer.from(bytes))).toBe(true);
  expect(
    [bytes.subarray(1), Buffer.concat([bytes, bytes]), Buffer.alloc(0)].some((other) =>
      isSameBytes(other, bytes),
    ),
  ).toBe(false);
  expect(isSameText('ключ', 'ключ')).toBe(true);
  expect(['', 'клю', 'ключ ', 'Ключ'].some((other) => isSameText(other, 'ключ'))).toBe(false);
});
