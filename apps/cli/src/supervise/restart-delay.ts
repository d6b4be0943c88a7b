const quickDeaths = 5;
const firstDelayMs = 100;
const maxDelayMs = 2_000;

/** At once while deaths are rare; after several in a row ever later, yet never more than two seconds: nothing gives up. */
export function restartDelayMs(deathsInARow: number): number {
  const extra = Math.max(0, deathsInARow - quickDeaths);
  return Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(extra, 10));
}
