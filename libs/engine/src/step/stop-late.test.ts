import { NotNow, Throttled, Unavailable } from '@hookline/connector-kit';
import { describe, expect, it } from 'vitest';
import { aLedger, anAction, aPlan, aRun, sendStep } from '../run/engine-run.given.js';
import { executeRun } from '../run/execute-run.js';
import { openJournal, type JournalEntry } from '../run/journal.js';

const hourMs = 3_600_000;
const now = new Date('2026-01-02T03:04:05Z');
const ago = (hours: number) => new Date(now.getTime() - hours * hourMs);

const tried = (given: Partial<JournalEntry>): JournalEntry => ({
  stepId: 'send',
  item: '',
  try: 1,
  state: 'failed',
  idempotencyKey: 'k',
  input: {},
  output: null,
  error: { code: 'throttled', message: 'slow down', stepId: 'send', pointer: null },
  isOwn: true,
  startedAt: ago(1),
  finishedAt: ago(1),
  ...given,
});

async function nextMove(
  error: Error,
  earlier: JournalEntry[],
  given: { kind?: 'keyed' | 'verifiable'; connectionId?: string } = {},
) {
  const made = anAction(given.kind ?? 'keyed', { canVerify: true });
  made.script.push(() => {
    throw error;
  });
  const ports = aLedger().ports(made, { runTimeoutMs: 48 * hourMs });
  const step = sendStep({ retry: { delaysSecs: [0, 60, 60, 60] } });
  return executeRun(aPlan([step], made), aRun(), openJournal(earlier), ports);
}

const slow = new Throttled('slow down', { retryAfterMs: 60_000 });

describe('a run that has been at it for too long', () => {
  it.each([
    ['throttled', slow],
    ['sent away by the gate', new NotNow('Target down', { waitMs: 60_000 })],
    ['failing', new Unavailable('status 500', { sent: 'no' })],
  ])('asks a person when it is %s once more, and says why', async (_title, error) => {
    const move = await nextMove(error, [tried({ startedAt: ago(48) })]);

    expect(move).toMatchObject({
      to: 'needs_attention',
      error: {
        code: 'run_timed_out',
        stepId: 'send',
        message: expect.stringMatching(new RegExp(`48 hours.*${error.message}`)),
      },
    });
  });

  it('goes on while its time is not over', async () => {
    expect(await nextMove(slow, [tried({ startedAt: ago(47) })])).toMatchObject({ to: 'waiting' });
  });

  it('has its time without what the flow itself delayed', async () => {
    const delay = tried({
      stepId: 'pause',
      idempotencyKey: null,
      state: 'succeeded',
      startedAt: ago(500),
      finishedAt: ago(2),
    });

    expect(await nextMove(slow, [delay, tried({})])).toMatchObject({ to: 'waiting' });
  });

  it('has its time without what its owner let it wait for a reconnect', async () => {
    const error = { code: 'needs_reconnect', message: 'revoked', stepId: 'send', pointer: null };
    const refused = tried({ error, startedAt: ago(500), finishedAt: ago(500) });

    expect(await nextMove(slow, [refused])).toMatchObject({ to: 'waiting' });
    expect(await nextMove(slow, [refused, tried({ try: 2, startedAt: ago(49) })])).toMatchObject({
      to: 'needs_attention',
    });
  });

  it('has all of its time again when a person replays it', async () => {
    const taken = tried({ isOwn: false, startedAt: ago(1_000) });

    expect(await nextMove(slow, [taken])).toMatchObject({ to: 'waiting' });
  });

  it('keeps the question open when it is its outcome that is unknown', async () => {
    const move = await nextMove(
      new Unavailable('the line broke', { sent: 'maybe' }),
      [tried({ startedAt: ago(48) })],
      { kind: 'verifiable' },
    );

    expect(move).toMatchObject({ to: 'needs_attention', error: { code: 'outcome_unknown' } });
  });
});
