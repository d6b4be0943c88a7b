import { describe, expect, it } from 'vitest';
import {
  NeedsReconnect,
  NotNow,
  Rejected,
  Skipped,
  Throttled,
  Unavailable,
} from '@hookline/connector-kit';
import type { ActionStep, EffectKind } from '@hookline/contract';
import { decide } from './decide.js';
import { idempotencyKey } from './idempotency-key.js';
import { retryDelayMs } from './retry-delay.js';

const step = (given: Partial<ActionStep> = {}): ActionStep => ({
  id: 'send',
  type: 'action',
  app: 'test',
  action: 'send',
  connectionId: null,
  input: {},
  ...given,
});
const means = { scheduleSecs: [0, 30, 120], random: () => 0 };
const maybe = new Unavailable('the line broke', { sent: 'maybe' });

describe('decide', () => {
  it.each<[string, unknown, EffectKind, number, object]>([
    [
      'skips when the target says there is nothing to do',
      new Skipped('x'),
      'keyed',
      1,
      { act: 'skip' },
    ],
    ['gives up on a refusal', new Rejected('x'), 'keyed', 1, { act: 'give_up' }],
    ['gives up on a defect', new TypeError('x'), 'keyed', 1, { act: 'give_up' }],
    ['waits for a reconnect', new NeedsReconnect('x'), 'keyed', 1, { act: 'wait_for_connection' }],
    ['retries by the schedule', maybe, 'keyed', 1, { act: 'retry', delayMs: 30_000 }],
    ['retries later each time', maybe, 'idempotent', 2, { act: 'retry', delayMs: 120_000 }],
    ['gives up after the last try', maybe, 'keyed', 3, { act: 'give_up' }],
    ['asks when it may not be repeated', maybe, 'once', 1, { act: 'unknown' }],
    [
      'looks first where it can, once the try is surely over',
      maybe,
      'verifiable',
      1,
      { act: 'look', delayMs: 30_000 },
    ],
    [
      'looks once more after the last try',
      maybe,
      'verifiable',
      3,
      { act: 'look', delayMs: 30_000 },
    ],
    [
      'waits for a target that is full',
      new NotNow('full', { waitMs: 700 }),
      'once',
      1,
      { act: 'wait_for_target', delayMs: 700 },
    ],
    [
      'repeats what was surely not sent, whatever its kind',
      new Unavailable('no route', { sent: 'no' }),
      'once',
      1,
      { act: 'retry' },
    ],
  ])('%s', (_title, error, effect, spentTries, expected) => {
    expect(decide({ error, step: step(), effect, spentTries }, means)).toMatchObject(expected);
  });

  it('waits as long as the target asks, a second at least and a day at most, and half a minute unasked', () => {
    const wait = (retryAfterMs: number | null) =>
      decide(
        {
          error: new Throttled('x', { retryAfterMs }),
          step: step(),
          effect: 'keyed',
          spentTries: 1,
        },
        means,
      );
    expect(wait(3_600_000)).toMatchObject({ because: 'throttled', delayMs: 3_600_000 });
    expect(wait(1e12)).toMatchObject({ delayMs: 86_400_000 });
    expect(wait(5_000)).toMatchObject({ because: 'throttled', delayMs: 5_000 });
    expect(wait(0)).toMatchObject({ because: 'throttled', delayMs: 1_000 });
    expect(wait(null)).toMatchObject({ because: 'throttled', delayMs: 30_000 });
  });

  it('follows the schedule of the step where it has its own', () => {
    const given = { error: maybe, effect: 'keyed', spentTries: 1 } as const;
    expect(decide({ ...given, step: step({ retry: 'none' }) }, means)).toEqual({ act: 'give_up' });
    expect(
      decide({ ...given, step: step({ retry: { delaysSecs: [0, 5] } }) }, means),
    ).toMatchObject({ delayMs: 5_000 });
  });

  it('spreads runs that failed together over a tenth of their wait', () => {
    expect(retryDelayMs({ baseMs: 1_000, retryAfterMs: null }, () => 1)).toBe(1_100);
  });
});

describe('idempotencyKey', () => {
  it('is the same for every replay of a step, and another for every other step, run and item', () => {
    const base = { rootRunId: 'r', stepId: 's', item: '' };
    const others = [
      { ...base, rootRunId: 'r2' },
      { ...base, stepId: 's2' },
      { ...base, item: '0' },
      { rootRunId: 'r\ns', stepId: '', item: '' },
    ].map(idempotencyKey);
    expect(idempotencyKey(base)).toBe(idempotencyKey({ ...base }));
    expect(new Set([idempotencyKey(base), ...others]).size).toBe(5);
  });
});
