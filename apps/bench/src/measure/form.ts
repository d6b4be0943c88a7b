/** Who works, and where the queue is that wakes them. */
export type Crew = { readonly workers: number; readonly queue: 'PostgreSQL' | 'Redis' };

/** How much is measured. */
export type Form = {
  /** Load on each side before accepts are measured: a program of ours is compiled for its work after some 15 s. */
  readonly warmUpSecs: number;
  readonly accepts: readonly { bodyBytes: number; rounds: number; durationSecs: number }[];
  /** The first is the main one: rounds, memory and latency are taken with it. */
  readonly runs: readonly { steps: number; events: number; rounds: number }[];
  /** The first is the main one; the others show what more workers, or another queue, make of it. */
  readonly crews: readonly Crew[];
  readonly backlogs: readonly number[];
  readonly latencyTimes: number;
  /** How long the product rests before its memory is read: the runtime gives back what starting took. */
  readonly restSecs: number;
};

export const shortForm: Form = {
  warmUpSecs: 8,
  accepts: [
    { bodyBytes: 200, rounds: 3, durationSecs: 4 },
    { bodyBytes: 1_000, rounds: 1, durationSecs: 3 },
    { bodyBytes: 10_000, rounds: 1, durationSecs: 3 },
  ],
  runs: [
    { steps: 1, events: 8_000, rounds: 3 },
    { steps: 5, events: 1_500, rounds: 1 },
  ],
  crews: [{ workers: 1, queue: 'PostgreSQL' }],
  backlogs: [0, 10_000],
  latencyTimes: 200,
  restSecs: 45,
};

export const longForm: Form = {
  warmUpSecs: 20,
  accepts: [
    { bodyBytes: 200, rounds: 5, durationSecs: 10 },
    { bodyBytes: 1_000, rounds: 3, durationSecs: 5 },
    { bodyBytes: 10_000, rounds: 3, durationSecs: 5 },
    { bodyBytes: 100_000, rounds: 2, durationSecs: 5 },
  ],
  runs: [
    { steps: 1, events: 30_000, rounds: 5 },
    { steps: 5, events: 5_000, rounds: 2 },
    { steps: 20, events: 1_000, rounds: 2 },
  ],
  crews: [
    { workers: 1, queue: 'PostgreSQL' },
    { workers: 2, queue: 'PostgreSQL' },
    { workers: 1, queue: 'Redis' },
    { workers: 2, queue: 'Redis' },
  ],
  backlogs: [0, 10_000, 1_000_000],
  latencyTimes: 500,
  restSecs: 60,
};

/** Shows that the bench itself works; its figures mean nothing. */
export const smokeForm: Form = {
  warmUpSecs: 1,
  accepts: [{ bodyBytes: 200, rounds: 1, durationSecs: 1 }],
  runs: [
    { steps: 1, events: 200, rounds: 1 },
    { steps: 2, events: 100, rounds: 1 },
  ],
  crews: [{ workers: 1, queue: 'PostgreSQL' }],
  backlogs: [0, 1_000],
  latencyTimes: 10,
  restSecs: 1,
};
