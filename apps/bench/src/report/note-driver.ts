import type { Bench } from '../bench.js';

/** Of one core; a driver that is busier may be what was measured. */
const busyShare = 0.6;

export const isBusy = (share: number): boolean => share > busyShare;

export function noteDriver(bench: Bench, what: string, shares: readonly number[]): void {
  const most = Math.max(...shares);
  if (!isBusy(most)) return;
  bench.notes.push(
    `${what}: the driver used up to ${Math.round(most * 100)} % of a core, so it was part of the limit`,
  );
}
