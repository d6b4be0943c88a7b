import { scopeOf, type AskedReply, type FoundReply } from '@hookline/store';
import { waitFor } from '@hookline/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { ReplyDesk, type DeskOptions } from './reply-desk.js';

const reply = { status: 200, headers: {}, body: 'hi' };
const asked = (runId: string): AskedReply => ({ scope: scopeOf('w'), runId });

describe('the desk where senders wait', () => {
  const desks: ReplyDesk[] = [];
  afterEach(() => desks.splice(0).forEach((desk) => desk.close()));

  function aDesk(given: Partial<DeskOptions> = {}) {
    const found = new Map<string, FoundReply>();
    const questions: string[][] = [];
    const desk = new ReplyDesk({
      read: async (all) => {
        questions.push(all.map(({ runId }) => runId));
        return all.map(({ runId }) => found.get(runId) ?? { runId, state: 'open' });
      },
      withinMs: 5_000,
      maxSeats: 3,
      onError: () => undefined,
      lookEveryMs: 60_000,
      ...given,
    });
    desks.push(desk);
    return { desk, found, questions };
  }

  it('gives the answer of a run to all who wait for it, with one question', async () => {
    const { desk, found, questions } = aDesk();
    const [one, other] = [desk.take(asked('a')), desk.take(asked('a'))];
    found.set('a', { runId: 'a', state: 'replied', reply });

    desk.told('a');

    expect(await Promise.all([one?.reply, other?.reply])).toEqual([reply, reply]);
    expect(questions).toEqual([['a']]);
    expect(desk.count).toBe(0);
  });

  it('lets go of whoever waits for a run that ended without an answer', async () => {
    const { desk, found } = aDesk();
    const seat = desk.take(asked('a'));
    found.set('a', { runId: 'a', state: 'none' });
    desk.told('a');
    expect(await seat?.reply).toBeNull();
  });

  it('keeps nobody longer than it says, and has no more seats than that', async () => {
    const { desk } = aDesk({ withinMs: 20 });
    const seats = ['a', 'b', 'c'].map((runId) => desk.take(asked(runId)));
    expect(desk.take(asked('d'))).toBeNull();

    expect(await Promise.all(seats.map((seat) => seat?.reply))).toEqual([null, null, null]);
    expect(desk.take(asked('d'))).not.toBeNull();
  });

  it('finds an answer that nobody told it of, and survives a database that is away', async () => {
    const errors: unknown[] = [];
    let isAway = true;
    const { desk } = aDesk({
      lookEveryMs: 10,
      onError: (error) => errors.push(error),
      read: async ([one]) => {
        if (isAway) throw new Error('away');
        return [{ runId: one?.runId ?? '', state: 'replied', reply }];
      },
    });
    const seat = desk.take(asked('a'));
    await waitFor(() => errors.length > 1, { what: 'it asked again' });
    isAway = false;
    expect(await seat?.reply).toEqual(reply);
  });

  it('asks nothing for a run that nobody waits for, and seats nobody once it closes', async () => {
    const { desk, questions } = aDesk();
    const seat = desk.take(asked('a'));
    desk.told('stranger');
    desk.close();
    expect(await seat?.reply).toBeNull();
    expect(questions).toEqual([]);
    expect(desk.take(asked('b'))).toBeNull();
  });
});
