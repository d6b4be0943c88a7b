import type { SignatureScheme } from '@hookline/contract';
import { Refusal } from '../refusal.js';

type Timestamp = NonNullable<SignatureScheme['timestamp']>;

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

/** Whether a signed time is near enough to now: an old request may be somebody's copy of a real one. */
export function checkAge(
  text: string,
  { unit, toleranceSecs }: Timestamp,
  nowMs: number,
): Refusal | null {
  const atMs = readTime(text, unit);
  if (atMs === null) return new Refusal(401, 'timestamp_unreadable');
  const ageSecs = Math.round((nowMs - atMs) / 1_000);
  if (Math.abs(nowMs - atMs) <= toleranceSecs * 1_000) return null;
  const code = ageSecs > 0 ? 'timestamp_old' : 'timestamp_ahead';
  return new Refusal(401, code, { secs: Math.abs(ageSecs), most: toleranceSecs });
}

function readTime(text: string, unit: Timestamp['unit']): number | null {
  if (unit === 'iso') {
    const at = iso.test(text) ? Date.parse(text) : NaN;
    return Number.isNaN(at) ? null : at;
  }
  if (!/^\d{1,15}$/.test(text)) return null;
  return unit === 'secs' ? Number(text) * 1_000 : Number(text);
}
