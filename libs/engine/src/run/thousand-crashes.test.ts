import type { Verdict } from '@hookline/connector-kit';
import type { RunMove } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { aLedger, anAction, aPlan, aRun, sendStep } from './engine-run.given.js';
import { executeRun } from './execute-run.js';

class Crash extends Error {}

/** A target that does everything it is told, as often as it is told, and can be asked. */
function aTarget() {
  const done = new Map<string, number>();
  const late: string[] = [];
  return {
    done,
    act: (key: string) => done.set(key, (done.get(key) ?? 0) + 1),
    /** Still on the wire when its sender dies; arrives while the run waits. */
    actLater: (key: string) => late.push(key),
    arrive: () => late.splice(0).forEach((key) => done.set(key, (done.get(key) ?? 0) + 1)),
    look: (key: string): Verdict =>
      done.has(key) ? { happened: true, output: null } : { happened: false },
  };
}

describe('1,000 crashes between an effect and its record, at a verifiable target', () => {
  it.each([
    ['the effect has happened', false, 0],
    ['the effect is still on its way', true, 0],
    ['the next two workers die as well, while they look', false, 2],
  ])('double nothing and lose nothing when %s', async (_title, isLate, moreDeaths) => {
    const target = aTarget();
    let crashes = 0;
    for (let index = 0; index < 1_000; index += 1) {
      const made = anAction('verifiable', { canVerify: true });
      const ledger = aLedger();
      const run = aRun({ id: `run-${index}`, rootRunId: `run-${index}` });
      const plan = aPlan([sendStep()], made);
      let deaths = 1 + moreDeaths;
      const ports = ledger.ports(made, {
        perform: async (call) => {
          if (isLate) target.actLater(call.idempotencyKey);
          else target.act(call.idempotencyKey);
          return null;
        },
        verify: async (call) => target.look(call.idempotencyKey),
        record: async (record) => {
          if (record.move.to !== 'running' && deaths > 0) {
            deaths -= 1;
            crashes += 1;
            throw new Crash('killed');
          }
          await ledger.ports(made).record(record);
        },
      });
      const claim = (): Promise<RunMove | Crash> =>
        executeRun(plan, run, ledger.journal(), ports).catch((error: unknown) => {
          if (error instanceof Crash) return error;
          throw error;
        });

      let end = await claim();
      while (end instanceof Crash || end.to === 'waiting') {
        if (!(end instanceof Crash)) target.arrive();
        end = await claim();
      }
      expect(end.to).toBe('succeeded');
    }
    expect(crashes).toBe(1_000 * (1 + moreDeaths));
    expect(target.done.size).toBe(1_000);
    expect([...target.done.values()].every((times) => times === 1)).toBe(true);
  });
});
