/**
 * Turns many calls into few hints: one is under way at a time, and whatever is asked meanwhile becomes
 * the next one. A hint that fails is reported and forgotten, because the tables are polled too.
 */
export function createHinter(
  send: () => Promise<void>,
  onError: (error: Error) => void,
): { hint: () => void; settle: () => Promise<void> } {
  let current: Promise<void> | null = null;
  let isWanted = false;

  const run = async (): Promise<void> => {
    while (isWanted) {
      isWanted = false;
      await send().catch((error: unknown) =>
        onError(error instanceof Error ? error : new Error(String(error))),
      );
    }
    current = null;
  };

  return {
    hint: () => {
      isWanted = true;
      current ??= run();
    },
    settle: () => current ?? Promise.resolve(),
  };
}
