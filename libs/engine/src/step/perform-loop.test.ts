import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue, LoopStep, Step } from '@hookline/contract';
import { Rejected, Unavailable } from '@hookline/connector-kit';
import { executeRun } from '../run/execute-run.js';
import {
  aLedger,
  anAction,
  aPlan,
  aRun,
  sendStep,
  type TestAction,
} from '../run/engine-run.given.js';

const products = ['tea', 'cup', 'jar'];
const inner = sendStep({ input: { to: '{{item.name}}', text: '{{index}}' } });
const aLoop = (given: Partial<LoopStep> = {}): Step => ({
  id: 'each',
  type: 'loop',
  items: '{{trigger.products}}',
  steps: [inner],
  ...given,
});
const payload = { products: products.map((name) => ({ name })) };
const sent = (made: TestAction) => made.effects.calls.map(({ input }) => input['to']);

async function run(steps: Step[], given: { made?: TestAction; payload?: JsonValue } = {}) {
  const made = given.made ?? anAction('keyed');
  const ledger = aLedger();
  const plan = aPlan(steps, made);
  const again = () =>
    executeRun(
      plan,
      aRun({ payload: given.payload ?? payload }),
      ledger.journal(),
      ledger.ports(made),
    );
  return { made, ledger, again, move: await again() };
}

const recordOf = (ledger: ReturnType<typeof aLedger>, stepId: string, item = '') =>
  ledger.tries().find((attempt) => attempt.stepId === stepId && attempt.item === item);

describe('a loop', () => {
  it('does its steps for each element in order, each with a key of its own', async () => {
    const { made, ledger, move } = await run([aLoop()]);

    expect(move.to).toBe('succeeded');
    expect(made.effects.calls.map(({ input }) => [input['to'], input['text']])).toEqual([
      ['tea', 0],
      ['cup', 1],
      ['jar', 2],
    ]);
    expect(new Set(made.effects.calls.map(({ key }) => key)).size).toBe(3);
    expect(recordOf(ledger, 'each')?.output).toEqual({ count: 3, done: 3, filtered: 0, failed: 0 });
  });

  it('shows later steps what it came to, and nothing of what its last round saw', async () => {
    const after = sendStep({ id: 'after', input: { to: '{{steps.each.done}}', text: '{{item}}' } });
    const { made } = await run([aLoop(), after]);
    expect(made.effects.calls.at(-1)?.input).toEqual({ to: '3', text: null });
  });

  it('gives a step of a round what the earlier steps of this very round gave', async () => {
    const next = sendStep({ id: 'next', input: { to: '{{item.name}} {{steps.send.id}}' } });
    const { made } = await run([aLoop({ steps: [inner, next] })]);
    expect(sent(made)).toEqual(['tea', 'tea 1', 'cup', 'cup 3', 'jar', 'jar 5']);
  });

  it('begins no round for a lead without a list, and asks a person where there is something else', async () => {
    expect((await run([aLoop()], { payload: {} })).move.to).toBe('succeeded');
    const other = await run([aLoop()], { payload: { products: 'tea, cup' } });
    expect(other.move).toMatchObject({ to: 'needs_attention', error: { code: 'not_a_list' } });
    expect(other.made.effects.calls).toEqual([]);
  });

  it('does nothing at all of a list that is longer than it may be', async () => {
    const { move, made } = await run([aLoop({ maxItems: 2 })]);
    expect(move).toMatchObject({ to: 'needs_attention', error: { code: 'too_many_items' } });
    expect(made.effects.calls).toEqual([]);
  });

  it('bounds the rounds of loops in loops', async () => {
    const list = Array.from({ length: 150 }, () => 0);
    const nested = aLoop({ id: 'in', items: '{{trigger.products}}', maxItems: 200, steps: [] });
    const { move } = await run([aLoop({ maxItems: 200, steps: [nested] })], {
      payload: { products: list },
    });
    expect(move).toMatchObject({ to: 'needs_attention', error: { code: 'too_many_items' } });
  });

  it('names the elements of a loop in a loop by both places', async () => {
    const nested = aLoop({ id: 'in', items: '{{item.colours}}', steps: [inner] });
    const colours = [{ name: 'red' }, { name: 'blue' }];
    const { ledger, made } = await run([aLoop({ steps: [nested] })], {
      payload: { products: [{ colours }, { colours }] },
    });
    expect(sent(made)).toEqual(['red', 'blue', 'red', 'blue']);
    expect(recordOf(ledger, 'send', '1.0')?.input).toMatchObject({ to: 'red' });
    expect(new Set(made.effects.calls.map(({ key }) => key)).size).toBe(4);
  });

  it('lets a filter end the round and not the run', async () => {
    const filter: Step = {
      id: 'only',
      type: 'filter',
      when: { left: '{{item.name}}', op: 'does_not_equal', right: 'cup' },
    };
    const { made, move, ledger } = await run([aLoop({ steps: [filter, inner] })]);
    expect(move.to).toBe('succeeded');
    expect(sent(made)).toEqual(['tea', 'jar']);
    expect(recordOf(ledger, 'each')?.output).toMatchObject({ done: 2, filtered: 1 });
  });

  it('waits at a delay of its round, and goes on in the same round', async () => {
    const pause: Step = { id: 'pause', type: 'delay', for: { minutes: 5 } };
    const { made, move, again } = await run([aLoop({ steps: [pause, inner] })]);
    expect(move).toMatchObject({ to: 'waiting', waitingFor: 'delay' });
    expect((await again()).to).toBe('waiting');
    expect((await again()).to).toBe('waiting');
    expect((await again()).to).toBe('succeeded');
    expect(sent(made)).toEqual(products);
  });
});

describe('an element that fails', () => {
  const refusing = (kind: 'keyed' | 'local' = 'keyed') => {
    const made = anAction(kind);
    const no = () => Promise.reject(new Rejected('no such product'));
    made.script.push(() => ({ id: 1 }), no);
    return made;
  };

  it('stops the loop there and asks a person; the rounds before are not done again', async () => {
    const { made, move, again } = await run([aLoop()], { made: refusing() });
    expect(move).toMatchObject({ to: 'needs_attention', error: { stepId: 'send' } });
    expect(sent(made)).toEqual(['tea', 'cup']);

    expect((await again()).to).toBe('succeeded');
    expect(sent(made)).toEqual(['tea', 'cup', 'cup', 'jar']);
  });

  it.each(['keyed', 'local'] as const)(
    'lets the others have their rounds where the step says so (%s)',
    async (kind) => {
      const { made, move, ledger } = await run([aLoop({ onError: 'continue' })], {
        made: refusing(kind),
      });
      expect(move.to).toBe('succeeded');
      expect(sent(made)).toEqual(products);
      expect(recordOf(ledger, 'each')).toMatchObject({
        state: 'failed',
        output: { count: 3, done: 2, filtered: 0, failed: 1 },
      });
      expect(recordOf(ledger, 'send', '1')).toMatchObject({
        state: 'failed',
        error: { message: 'no such product' },
      });
    },
  );

  it('is tried again by the schedule before it counts as failed, and holds its own tries', async () => {
    const made = anAction('keyed');
    const away = () => Promise.reject(new Unavailable('away', { sent: 'no' }));
    made.script.push(() => ({ id: 1 }), away, away, away);
    const { move, again } = await run([aLoop({ onError: 'continue' })], { made });
    expect(move).toMatchObject({ to: 'waiting', waitingFor: 'retry' });
    expect((await again()).to).toBe('waiting');
    expect((await again()).to).toBe('succeeded');
    expect(sent(made)).toEqual(['tea', 'cup', 'cup', 'cup', 'jar']);
  });
});

class Crash extends Error {}

it('loses nothing and repeats no finished round, wherever the process dies and however often', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(12), { maxLength: 6 }),
      fc.constantFrom('keyed' as const, 'local' as const, 'read' as const),
      async (crashes, kind) => {
        const made = anAction(kind);
        const ledger = aLedger();
        const second = sendStep({ id: 'second', input: { to: '{{item.name}}!' } });
        const plan = aPlan([aLoop({ steps: [inner, second] }), sendStep({ id: 'end' })], made);
        const left = [...crashes];
        for (let life = 0; life <= crashes.length; life += 1) {
          let writes = left.shift() ?? Infinity;
          const ports = ledger.ports(made);
          // The process dies after so many things that it wrote or did.
          const counted = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
            return async (...args: A): Promise<R> => {
              if (writes <= 0) throw new Crash('killed');
              writes -= 1;
              return work(...args);
            };
          };
          const dying = {
            ...ports,
            record: counted(ports.record),
            performLocal: counted(ports.performLocal),
          };
          const move = await executeRun(plan, aRun({ payload }), ledger.journal(), dying).catch(
            (error: unknown) => {
              if (error instanceof Crash) return null;
              throw error;
            },
          );
          if (move !== null) expect(move.to).toBe('succeeded');
        }
        const byKey = new Map<string, number>();
        for (const { key } of made.effects.calls) byKey.set(key, (byKey.get(key) ?? 0) + 1);
        expect(byKey.size).toBe(7);
        // Our own tables are written with their record; whatever else is repeated carries its key.
        if (kind === 'local') expect([...byKey.values()].every((count) => count === 1)).toBe(true);
        const finished = [0, 1, 2].map((item) => recordOf(ledger, 'each', String(item))?.state);
        expect(finished).toEqual(['succeeded', 'succeeded', 'succeeded']);
      },
    ),
    { numRuns: 150 },
  );
});
