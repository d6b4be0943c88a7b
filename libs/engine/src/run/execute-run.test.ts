import { describe, expect, it } from 'vitest';
import {
  field,
  NeedsReconnect,
  readInput,
  Rejected,
  Throttled,
  Unavailable,
} from '@hookline/connector-kit';
import type { Step } from '@hookline/contract';
import { executeRun, maxStrikes } from './execute-run.js';
import { LeaseLost } from './engine-run.js';
import { emptyJournal } from './journal.js';
import { aLedger, anAction, aPlan, aRun, sendStep } from './engine-run.given.js';

describe('executeRun', () => {
  it('writes the intent before an outside effect and the result with the end of the run', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();

    const move = await executeRun(
      aPlan([sendStep()], made),
      aRun(),
      emptyJournal,
      ledger.ports(made),
    );

    expect(move).toEqual({ to: 'succeeded', error: null });
    expect(ledger.records.map(({ move: { to } }) => to)).toEqual(['running', 'succeeded']);
    expect(ledger.records[0]?.attempts).toMatchObject([
      { stepId: 'send', try: 1, state: 'intent' },
    ]);
    expect(ledger.tries()).toMatchObject([{ state: 'succeeded', input: { to: 'Anna' } }]);
  });

  it('writes the result of one step and the intent of the next in one record', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const steps = [sendStep(), sendStep({ id: 'second' })];

    await executeRun(aPlan(steps, made), aRun(), emptyJournal, ledger.ports(made));

    expect(ledger.records).toHaveLength(3);
    expect(ledger.records[1]?.attempts).toMatchObject([
      { stepId: 'send', state: 'succeeded' },
      { stepId: 'second', state: 'intent' },
    ]);
  });

  it('gives later steps the output of earlier ones', async () => {
    const made = anAction('keyed');
    made.script.push(() => ({ id: 77 }));
    const ledger = aLedger();
    const steps = [sendStep(), sendStep({ id: 'second', input: { text: '{{steps.send.id}}' } })];

    await executeRun(aPlan(steps, made), aRun(), emptyJournal, ledger.ports(made));

    expect(made.effects.calls[1]?.input['text']).toBe(77);
  });

  it('does not run a completed step again after a crash', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const steps = [sendStep(), sendStep({ id: 'second', input: { text: '{{steps.send.id}}' } })];
    const dying = ledger.ports(made);
    const died = executeRun(aPlan(steps, made), aRun(), emptyJournal, {
      ...dying,
      perform: async (call) => {
        if (made.effects.calls.length === 1) throw new LeaseLost('killed');
        return dying.perform(call);
      },
    });
    await died.catch(() => undefined);
    const callsBefore = made.effects.calls.length;

    const move = await executeRun(aPlan(steps, made), aRun(), ledger.journal(), ledger.ports(made));

    expect(move.to).toBe('succeeded');
    expect(made.effects.calls.length - callsBefore).toBe(1);
    expect(made.effects.calls.at(-1)?.input['text']).toBe(1);
  });

  it('repeats a keyed effect with the same key when its outcome is unknown', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const ports = ledger.ports(made);
    await executeRun(aPlan([sendStep()], made), aRun(), emptyJournal, {
      ...ports,
      record: async (record) => {
        if (record.move.to === 'succeeded') throw new Error('the database is gone');
        await ports.record(record);
      },
    }).catch(() => undefined);

    await executeRun(aPlan([sendStep()], made), aRun(), ledger.journal(), ports);

    expect(made.effects.calls).toHaveLength(2);
    expect(new Set(made.effects.calls.map(({ key }) => key)).size).toBe(1);
    expect(ledger.tries().map(({ state }) => state)).toEqual(['unknown', 'succeeded']);
  });

  it('asks a person about an unrepeatable effect whose outcome is unknown', async () => {
    const made = anAction('once');
    const ledger = aLedger();
    made.script.push(() => {
      throw new Unavailable('the line broke', { sent: 'maybe' });
    });

    const move = await executeRun(
      aPlan([sendStep()], made),
      aRun(),
      emptyJournal,
      ledger.ports(made),
    );

    expect(move).toMatchObject({ to: 'needs_attention', error: { code: 'outcome_unknown' } });
    expect(ledger.tries()).toMatchObject([{ state: 'unknown' }]);
  });

  it('repeats an unrepeatable effect when its owner chose so', async () => {
    const made = anAction('once');
    const ledger = aLedger();
    made.script.push(() => {
      throw new Unavailable('the line broke', { sent: 'maybe' });
    });
    const plan = aPlan([sendStep({ onUnknown: 'repeat' })], made);

    const move = await executeRun(plan, aRun(), emptyJournal, ledger.ports(made));

    expect(move).toMatchObject({ to: 'waiting', waitingFor: 'retry' });
  });

  it('parks a failed step by the schedule, then asks for attention, and never drops it', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const waits: unknown[] = [];
    for (let claim = 1; claim <= 3; claim += 1) {
      made.script.push(() => {
        throw new Unavailable('status 500', { sent: 'maybe' });
      });
      const move = await executeRun(
        aPlan([sendStep()], made),
        aRun(),
        ledger.journal(),
        ledger.ports(made),
      );
      waits.push(move.to === 'waiting' ? move.wakeInMs : move.to);
    }
    expect(waits).toEqual([30_000, 120_000, 'needs_attention']);
    expect(ledger.tries().map((attempt) => attempt.try)).toEqual([1, 2, 3]);
  });

  it('spends no try when the target throttles, and waits as long as it asks', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    for (let claim = 1; claim <= 10; claim += 1) {
      made.script.push(() => {
        throw new Throttled('slow down', { retryAfterMs: 5_000 });
      });
      const move = await executeRun(
        aPlan([sendStep()], made),
        aRun(),
        ledger.journal(),
        ledger.ports(made),
      );
      expect(move).toMatchObject({ to: 'waiting', waitingFor: 'throttled', wakeInMs: 5_000 });
    }
  });

  it('holds the run for its connection when the vendor refuses the credentials', async () => {
    const made = anAction('keyed');
    made.script.push(() => {
      throw new NeedsReconnect('the token is revoked');
    });
    const connectionId = '7b6c3f0e-0000-7000-8000-000000000001';
    const ledger = aLedger();

    const move = await executeRun(
      aPlan([sendStep({ connectionId })], made),
      aRun(),
      emptyJournal,
      ledger.ports(made),
    );

    expect(move).toMatchObject({ to: 'waiting', waitingFor: 'connection', connectionId });
  });

  it('goes on without the output when the step may fail', async () => {
    const made = anAction('keyed');
    made.script.push(() => {
      throw new Rejected('no such deal');
    });
    const ledger = aLedger();
    const steps = [sendStep({ onError: 'continue' }), sendStep({ id: 'second' })];

    const move = await executeRun(aPlan(steps, made), aRun(), emptyJournal, ledger.ports(made));

    expect(move.to).toBe('succeeded');
    expect(ledger.tries()).toMatchObject([
      { stepId: 'send', state: 'skipped', error: { message: 'no such deal' } },
      { stepId: 'second', state: 'succeeded' },
    ]);
  });

  it('does not spell out a defect of ours, because its text may hold anything', async () => {
    const made = anAction('keyed');
    const defects: unknown[] = [];
    made.script.push(() => {
      throw new TypeError('password is hunter2');
    });
    const ledger = aLedger();

    const move = await executeRun(
      aPlan([sendStep()], made),
      aRun(),
      emptyJournal,
      ledger.ports(made, { onDefect: (error) => defects.push(error) }),
    );

    expect(move.to).toBe('needs_attention');
    expect(JSON.stringify(ledger.records)).not.toContain('hunter2');
    expect(defects).toHaveLength(1);
  });

  it('lets a failure of the database through, so that the run is claimed again', async () => {
    const made = anAction('local');
    const ledger = aLedger();
    const run = executeRun(
      aPlan([sendStep()], made),
      aRun(),
      emptyJournal,
      ledger.ports(made, {
        performLocal: async () => {
          throw new Error('the server closed the connection');
        },
      }),
    );
    await expect(run).rejects.toThrow('the server closed the connection');
    expect(ledger.records).toEqual([]);
  });

  it('keeps what was mapped when one field cannot be computed, and sends nothing', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const input = { to: '{{trigger.Name}}', text: '{{phone trigger.Name}}' };

    const move = await executeRun(
      aPlan([sendStep({ input })], made),
      aRun(),
      emptyJournal,
      ledger.ports(made),
    );

    expect(move).toMatchObject({ to: 'needs_attention', error: { pointer: '/text' } });
    expect(ledger.tries()).toMatchObject([{ state: 'failed', input: { to: 'Anna', text: null } }]);
    expect(made.effects.calls).toEqual([]);
  });

  it('lets no lead add a recipient to a mail, whatever it writes into a field (MA-3)', async () => {
    const made = anAction('keyed');
    const mail = { ...made.action, input: { to: field.emails({ label: { en: 'To' } }) } };
    const step = sendStep({ input: { to: 'owner@x.ru, {{trigger.Email}}' } });
    const inputs: unknown[] = [];
    for (const Email of ['anna@x.ru', 'anna@x.ru, evil@x.ru']) {
      const ledger = aLedger();
      const plan = aPlan([step], { ...made, action: mail });
      await executeRun(plan, aRun({ payload: { Email } }), emptyJournal, ledger.ports(made));
      inputs.push(ledger.tries()[0]?.input);
    }
    expect(inputs).toEqual([
      { to: ['owner@x.ru', 'anna@x.ru'] },
      { to: ['owner@x.ru', 'anna@x.ru, evil@x.ru'] },
    ]);
    expect(() => readInput(mail.input, { to: ['owner@x.ru', 'anna@x.ru, evil@x.ru'] })).toThrow(
      'exactly one e-mail address is needed',
    );
  });

  it('ends as filtered when the condition does not hold, before any effect', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const filter: Step = {
      id: 'real',
      type: 'filter',
      when: { left: '{{trigger.Phone}}', op: 'is_empty' },
    };

    const move = await executeRun(
      aPlan([filter, sendStep()], made),
      aRun(),
      emptyJournal,
      ledger.ports(made),
    );

    expect(move.to).toBe('filtered');
    expect(made.effects.calls).toEqual([]);
  });

  it('takes the first branch that holds, and the same one after a crash', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const route: Step = {
      id: 'route',
      type: 'branch',
      mode: 'first',
      branches: [
        {
          id: 'anna',
          when: { left: '{{trigger.Name}}', op: 'equals', right: 'anna' },
          steps: [sendStep({ id: 'first_way', input: { to: 'one' } })],
        },
      ],
      otherwise: [sendStep({ id: 'other_way', input: { to: 'two' } })],
    };
    made.script.push(() => {
      throw new Unavailable('status 500', { sent: 'no' });
    });
    await executeRun(aPlan([route], made), aRun(), emptyJournal, ledger.ports(made));
    const changed = aRun({ payload: { Name: 'Boris' } });

    const move = await executeRun(
      aPlan([route], made),
      changed,
      ledger.journal(),
      ledger.ports(made),
    );

    expect(move.to).toBe('succeeded');
    expect(made.effects.calls.map(({ input }) => input['to'])).toEqual(['one', 'one']);
  });

  it('takes the otherwise lane when no branch holds', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const route: Step = {
      id: 'route',
      type: 'branch',
      mode: 'first',
      branches: [
        { id: 'vip', when: { left: '{{trigger.Vip}}', op: 'is_true' }, steps: [sendStep()] },
      ],
      otherwise: [sendStep({ id: 'other', input: { to: 'two' } })],
    };

    await executeRun(aPlan([route], made), aRun(), emptyJournal, ledger.ports(made));

    expect(made.effects.calls.map(({ input }) => input['to'])).toEqual(['two']);
  });

  it('parks at a delay and goes on behind it when it is claimed again', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const pause: Step = { id: 'pause', type: 'delay', for: { minutes: 15 } };
    const plan = aPlan([pause, sendStep()], made);

    const parked = await executeRun(plan, aRun(), emptyJournal, ledger.ports(made));
    const ended = await executeRun(plan, aRun(), ledger.journal(), ledger.ports(made));

    expect(parked).toMatchObject({ to: 'waiting', waitingFor: 'delay', wakeInMs: 900_000 });
    expect(ended.to).toBe('succeeded');
  });

  it('asks for attention when a date to wait for is none', async () => {
    const made = anAction('keyed');
    const pause: Step = { id: 'pause', type: 'delay', until: '{{trigger.Name}}' };
    const ledger = aLedger();

    const move = await executeRun(aPlan([pause], made), aRun(), emptyJournal, ledger.ports(made));

    expect(move).toMatchObject({ to: 'needs_attention', error: { code: 'not_a_date' } });
  });

  it('stops a run that keeps killing its worker (CR-5)', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();

    const move = await executeRun(
      aPlan([sendStep()], made),
      aRun({ strikes: maxStrikes + 1 }),
      emptyJournal,
      ledger.ports(made),
    );

    expect(move).toMatchObject({ to: 'needs_attention', error: { code: 'crashed_repeatedly' } });
    expect(made.effects.calls).toEqual([]);
  });

  it('writes a result in our own tables together with its effect, without an intent', async () => {
    const made = anAction('local');
    const ledger = aLedger();

    await executeRun(aPlan([sendStep()], made), aRun(), emptyJournal, ledger.ports(made));

    expect(ledger.records).toHaveLength(1);
    expect(ledger.records[0]).toMatchObject({
      attempts: [{ state: 'succeeded' }],
      move: { to: 'succeeded' },
    });
  });

  it('stores no text that the database cannot hold', async () => {
    const made = anAction('keyed');
    made.script.push(() => {
      throw new Rejected('zero \u0000 and half a pair \ud800');
    });
    const ledger = aLedger();

    const move = await executeRun(
      aPlan([sendStep()], made),
      aRun(),
      emptyJournal,
      ledger.ports(made),
    );

    expect(move).toMatchObject({ error: { message: 'zero  and half a pair \ufffd' } });
  });
});
