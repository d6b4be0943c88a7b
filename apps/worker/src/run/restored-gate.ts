export type RestoredGate = {
  /** Whether runs may be claimed; asks the database now and then only. */
  readonly isOpen: () => Promise<boolean>;
  /** What was known may be of another database: the next one who wants to know asks again. */
  readonly forget: () => void;
};

/**
 * Keeps a worker from claiming while its database stands as it came from a backup. Nobody restores into a
 * database that somebody is connected to, so an answer is good for as long as the connections hold.
 */
export function createRestoredGate(options: {
  readonly ask: () => Promise<boolean>;
  readonly everyMs: number;
  readonly onChange: (isRestored: boolean) => void;
}): RestoredGate {
  let wasRestored = false;
  let goodUntil = 0;
  let asking: Promise<boolean> | null = null;

  const ask = async (): Promise<boolean> => {
    try {
      const isRestored = await options.ask();
      goodUntil = performance.now() + options.everyMs;
      if (isRestored !== wasRestored) options.onChange(isRestored);
      wasRestored = isRestored;
      return !isRestored;
    } finally {
      asking = null;
    }
  };

  return {
    isOpen: async () => {
      if (performance.now() < goodUntil) return !wasRestored;
      asking ??= ask();
      return asking;
    },
    forget: () => {
      goodUntil = 0;
    },
  };
}
