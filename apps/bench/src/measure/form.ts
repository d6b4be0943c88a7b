import type { StartPlan } from './measure-start.js';

export type Queue = 'PostgreSQL' | 'Redis';

/** Who works, and where the queues are that wake them: the product is measured once with each. */
export type Crew = { readonly workers: number; readonly queues: readonly Queue[] };

/** How much is measured. */
export type Form = {
  /** The run is to be over after this; `null`: it may take what it takes. */
  readonly mostSecs: number | null;
  /** What a round waits for its end. */
  readonly settleMs: number;
  /** Load on each side before accepts are measured: a program of ours is compiled for its work after some 15 s. */
  readonly warmUpSecs: number;
  readonly accepts: readonly { bodyBytes: number; rounds: number; durationSecs: number }[];
  readonly warmUpEvents: number;
  /** The first is the main one, and the only one that the limit program can do. */
  readonly runs: readonly { steps: number; events: number; rounds: number }[];
  /** The first of the first is the main one: latency and idle memory are taken with it. */
  readonly crews: readonly Crew[];
  readonly backlogs: readonly number[];
  readonly latencyTimes: number;
  readonly loadSecs: number;
  /** How long the product rests before its memory is read: the runtime gives back what starting took. */
  readonly restSecs: number;
  readonly start: Pick<StartPlan, 'times' | 'by'>;
};

export const shortForm: Form = {
  mostSecs: 180,
  settleMs: 500,
  warmUpSecs: 8,
  accepts: [
    { bodyBytes: 200, rounds: 3, durationSecs: 3 },
    { bodyBytes: 1_000, rounds: 1, durationSecs: 2 },
    { bodyBytes: 10_000, rounds: 1, durationSecs: 2 },
  ],
  warmUpEvents: 4_000,
  runs: [
    { steps: 1, events: 5_000, rounds: 3 },
    { steps: 5, events: 1_000, rounds: 1 },
  ],
  crews: [{ workers: 1, queues: ['PostgreSQL'] }],
  backlogs: [0, 10_000],
  latencyTimes: 200,
  loadSecs: 4,
  restSecs: 45,
  start: { times: 3, by: 'script' },
};

export const longForm: Form = {
  mostSecs: null,
  settleMs: 500,
  warmUpSecs: 20,
  accepts: [
    { bodyBytes: 200, rounds: 5, durationSecs: 10 },
    { bodyBytes: 1_000, rounds: 3, durationSecs: 5 },
    { bodyBytes: 10_000, rounds: 3, durationSecs: 5 },
    { bodyBytes: 100_000, rounds: 2, durationSecs: 5 },
  ],
  warmUpEvents: 4_000,
  runs: [
    { steps: 1, events: 30_000, rounds: 5 },
    { steps: 5, events: 5_000, rounds: 2 },
    { steps: 20, events: 1_000, rounds: 2 },
  ],
  crews: [
    { workers: 1, queues: ['PostgreSQL', 'Redis'] },
    { workers: 2, queues: ['PostgreSQL', 'Redis'] },
  ],
  backlogs: [0, 10_000, 1_000_000],
  latencyTimes: 500,
  loadSecs: 15,
  restSecs: 60,
  start: { times: 3, by: 'script' },
};

/** Shows that the bench itself works, with a row of each kind; its figures mean nothing. */
export const smokeForm: Form = {
  mostSecs: null,
  settleMs: 20,
  warmUpSecs: 0,
  accepts: [200, 1_000, 10_000, 100_000].map((bodyBytes) => ({
    bodyBytes,
    rounds: 1,
    durationSecs: 0.3,
  })),
  warmUpEvents: 0,
  runs: [
    { steps: 1, events: 64, rounds: 1 },
    { steps: 5, events: 16, rounds: 1 },
    { steps: 20, events: 8, rounds: 1 },
  ],
  crews: [
    { workers: 1, queues: ['PostgreSQL'] },
    { workers: 2, queues: ['Redis'] },
  ],
  backlogs: [0, 200],
  latencyTimes: 5,
  loadSecs: 0.3,
  restSecs: 0,
  // It must never build anything; the first start, which makes the cluster, stands for a warm one.
  start: { times: 0, by: 'supervisor' },
};
