/**
 * Waits until the condition gives something true, and returns it. Says what was missing when the
 * time is over, with the last error of the condition if it threw.
 */
export async function waitFor<Value>(
  condition: () => Value | Promise<Value>,
  {
    what,
    timeoutMs = 10_000,
    everyMs = 10,
  }: { what: string; timeoutMs?: number; everyMs?: number },
): Promise<NonNullable<Value>> {
  const endMs = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value as NonNullable<Value>;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > endMs)
      throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
