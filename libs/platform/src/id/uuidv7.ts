import { randomFillSync } from 'node:crypto';

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const pool = Buffer.alloc(8192);
let poolOffset = pool.length;
let lastMs = 0;
let sequence = 0;

/** A clock set back by more than this is believed, else a wrong future time would be kept for ever. */
const believedStepBackMs = 10_000;

/**
 * A new uuid v7. Within a process every id sorts after the one before it, also inside one
 * millisecond: the 12 bits after the time count up from a random start.
 */
export function uuidv7(nowMs = Date.now()): string {
  if (poolOffset + 10 > pool.length) refill();
  if (nowMs > lastMs || nowMs < lastMs - believedStepBackMs) {
    lastMs = nowMs;
    sequence = pool.readUInt16BE(poolOffset + 8) & 0x7ff;
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  const time = timeHex(lastMs);
  const at = poolOffset;
  poolOffset += 10;
  const variant = hex(0x80 | (byteAt(at) & 0x3f));
  return `${time}-7${hexOf[sequence >> 8]?.[1]}${hex(sequence & 0xff)}-${variant}${hex(byteAt(at + 1))}-${pool.toString('hex', at + 2, at + 8)}`;
}

/** The least uuid v7 of a moment: the lower end of a range in a table ordered by uuid v7. */
export function uuidv7Floor(date: Date): string {
  return `${timeHex(date.getTime())}-7000-8000-000000000000`;
}

let writtenMs = -1;
let written = '';

/** Many ids are made within a millisecond, so its writing is kept. */
function timeHex(ms: number): string {
  if (ms === writtenMs) return written;
  const digits = ms.toString(16).padStart(12, '0');
  writtenMs = ms;
  written = `${digits.slice(0, 8)}-${digits.slice(8)}`;
  return written;
}

const byteAt = (offset: number) => pool[offset] ?? 0;
const hex = (byte: number) => hexOf[byte] ?? '';

function refill(): void {
  randomFillSync(pool);
  poolOffset = 0;
}
