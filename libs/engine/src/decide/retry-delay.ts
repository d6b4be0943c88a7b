const dayMs = 86_400_000;

/**
 * How long to wait before the next try: at least what the target asked for (at most a day), with a tenth
 * of jitter on top, so that runs that failed together do not come back together.
 */
export function retryDelayMs(
  given: { baseMs: number; retryAfterMs: number | null },
  random: () => number,
): number {
  const wanted = Math.max(given.baseMs, Math.min(given.retryAfterMs ?? 0, dayMs));
  return Math.round(wanted * (1 + random() / 10));
}
