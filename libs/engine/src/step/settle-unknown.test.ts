import { NeedsReconnect, NotNow, Unavailable, type Verdict } from '@hookline/connector-kit';
import type { AttemptState, RunMove } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { aLedger, anAction, aPlan, aRun, sendStep } from '../run/engine-run.given.js';
import { executeRun } from '../run/execute-run.js';

/** A worker died in the middle of a verifiable effect; each entry of the script is one later claim. */
async function claims(
  script: readonly (Verdict | Error)[],
  given: { state?: AttemptState; step?: Parameters<typeof sendStep>[0] } = {},
) {
  const made = anAction('verifiable', { canVerify: true });
  const ledger = aLedger();
  const { state = 'intent', step = {} } = given;
  const attempt = { stepId: 'send', item: '', try: 1, state, idempotencyKey: 'k', input: {} };
  await ledger.ports(made).record({
    attempts: [{ ...attempt, output: null, error: null }],
    move: { to: 'running' },
  });
  const moves: RunMove[] = [];
  const waiting = [...script];
  const ports = ledger.ports(made, {
    verify: async () => {
      const next = waiting.shift() ?? { happened: 'unknown' as const };
      if (next instanceof Error) throw next;
      return next;
    },
  });
  while (waiting.length > 0) {
    moves.push(await executeRun(aPlan([sendStep(step)], made), aRun(), ledger.journal(), ports));
  }
  return { moves, tries: ledger.tries(), effects: made.effects.calls.length };
}

const yes: Verdict = { happened: true, output: { found: 1 } };
const no: Verdict = { happened: false };
const unclear: Verdict = { happened: 'unknown', because: 'status 500' };

describe('a verifiable effect with an unknown outcome', () => {
  it('is not done again when the target says that it happened', async () => {
    const { moves, tries, effects } = await claims([yes]);

    expect(moves).toEqual([{ to: 'succeeded', error: null }]);
    expect(tries).toMatchObject([{ try: 1, state: 'succeeded', output: { found: 1 } }]);
    expect(effects).toBe(0);
  });

  it('is not done again at a first "no": the request of the dead worker may still be on its way', async () => {
    const { moves, effects } = await claims([no]);

    expect(moves).toMatchObject([{ to: 'waiting', waitingFor: 'retry', wakeInMs: 30_000 }]);
    expect(effects).toBe(0);
  });

  it('waits only as long as a try of the step may take', async () => {
    const { moves } = await claims([no], { step: { timeoutSecs: 2 } });

    expect(moves).toMatchObject([{ wakeInMs: 2_000 }]);
  });

  it('is done again after a "no" that came late enough', async () => {
    const { moves, tries, effects } = await claims([no, no]);

    expect(moves.at(-1)).toEqual({ to: 'succeeded', error: null });
    expect(tries).toMatchObject([{ state: 'failed' }, { try: 2, state: 'succeeded' }]);
    expect(effects).toBe(1);
  });

  it('is recognised when the "yes" comes only at the second look', async () => {
    const { moves, effects } = await claims([no, yes]);

    expect(moves.at(-1)?.to).toBe('succeeded');
    expect(effects).toBe(0);
  });

  it.each([
    ['an unclear answer', unclear],
    ['a target that cannot be reached', new Unavailable('no route', { sent: 'no' })],
  ])(
    'is looked for by the schedule after %s, and then a person is asked',
    async (_title, answer) => {
      const { moves, tries, effects } = await claims([answer, answer, answer, answer]);

      expect(moves.map((move) => (move.to === 'waiting' ? move.wakeInMs : move.to))).toEqual([
        30_000,
        120_000,
        'needs_attention',
        'needs_attention',
      ]);
      expect(moves.at(-1)).toMatchObject({ error: { code: 'outcome_unknown' } });
      expect(tries.every(({ state }) => state === 'unknown')).toBe(true);
      expect(effects).toBe(0);
    },
  );

  it('is asked about at once where the owner wants to be asked', async () => {
    const { moves } = await claims([unclear], { state: 'unknown', step: { onUnknown: 'ask' } });

    expect(moves).toMatchObject([{ to: 'needs_attention', error: { code: 'outcome_unknown' } }]);
  });

  it('is simply repeated where the owner says so', async () => {
    const made = anAction('verifiable', { canVerify: true });
    const ledger = aLedger();
    made.script.push(() => {
      throw new Unavailable('broken', { sent: 'maybe' });
    });
    const plan = aPlan([sendStep({ onUnknown: 'repeat' })], made);
    const claim = () => executeRun(plan, aRun(), ledger.journal(), ledger.ports(made));

    expect(await claim()).toMatchObject({ to: 'waiting', waitingFor: 'retry' });
    expect(await claim()).toEqual({ to: 'succeeded', error: null });
    expect(made.effects.calls).toHaveLength(2);
  });

  it('asks a person when it did not happen and the tries are used up', async () => {
    const { moves, effects } = await claims([no], { state: 'unknown', step: { retry: 'none' } });

    expect(moves).toMatchObject([{ to: 'needs_attention', error: { code: 'unavailable' } }]);
    expect(effects).toBe(0);
  });

  it('keeps its place, and spends no try, while the look itself has to wait', async () => {
    const connectionId = '7b6c3f0e-0000-7000-8000-000000000001';
    const full = new NotNow('the target is full', { waitMs: 400 });
    const { moves, tries } = await claims([full, new NeedsReconnect('revoked')], {
      step: { connectionId },
    });

    expect(moves).toMatchObject([
      { to: 'waiting', wakeInMs: 400, error: { code: 'not_now' } },
      { to: 'waiting', waitingFor: 'connection', connectionId },
    ]);
    expect(tries).toMatchObject([{ try: 1, state: 'intent' }]);
  });

  it('looks before it repeats after a live failure, and not before the try is surely over', async () => {
    const made = anAction('verifiable', { canVerify: true });
    const ledger = aLedger();
    made.script.push(() => {
      throw new Unavailable('the line broke', { sent: 'maybe' });
    });
    made.verdicts.push(yes);
    const plan = aPlan([sendStep()], made);
    const claim = () => executeRun(plan, aRun(), ledger.journal(), ledger.ports(made));

    expect(await claim()).toMatchObject({ to: 'waiting', wakeInMs: 30_000 });
    expect(ledger.tries()).toMatchObject([{ state: 'unknown' }]);
    expect(await claim()).toEqual({ to: 'succeeded', error: null });
    expect(made.effects.calls).toHaveLength(1);
  });
});

describe('a step whose target lets nobody in now', () => {
  it('waits with the reason, spends no try and leaves no trail, however often', async () => {
    const made = anAction('once');
    const ledger = aLedger();
    const plan = aPlan([sendStep()], made);
    for (let claim = 1; claim <= 20; claim += 1) {
      made.script.push(() => {
        throw new NotNow('The target is full.', { waitMs: 250 });
      });
      const move = await executeRun(plan, aRun(), ledger.journal(), ledger.ports(made));
      expect(move).toMatchObject({
        to: 'waiting',
        wakeInMs: 250,
        error: { code: 'not_now', message: 'The target is full.' },
      });
    }
    expect(ledger.tries()).toHaveLength(1);

    const move = await executeRun(plan, aRun(), ledger.journal(), ledger.ports(made));
    expect(move.to).toBe('succeeded');
    expect(ledger.tries()).toMatchObject([{ try: 1, state: 'succeeded' }]);
  });

  it('gives every step its own key as run.key', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const plan = aPlan(
      [
        sendStep({ input: { text: '{{run.key}}' } }),
        sendStep({ id: 'second', input: { text: 'a {{run.key}}' } }),
      ],
      made,
    );

    await executeRun(plan, aRun(), ledger.journal(), ledger.ports(made));

    const [first, second] = made.effects.calls;
    expect(first?.input['text']).toBe(first?.key);
    expect(second?.input['text']).toBe(`a ${second?.key}`);
    expect(first?.key).not.toBe(second?.key);
  });
});
