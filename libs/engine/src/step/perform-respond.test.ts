import { composeReply, type Step } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { aLedger, anAction, aPlan, aRun, sendStep } from '../run/engine-run.given.js';
import { executeRun } from '../run/execute-run.js';
import { emptyJournal } from '../run/journal.js';

const respond = (reply: Extract<Step, { type: 'respond' }>['reply']): Step => ({
  id: 'say',
  type: 'respond',
  reply,
});

describe('an answer', () => {
  it('is JSON in which a value can end nothing but itself', () => {
    const template = { kind: 'json', status: 201, body: {} } as const;
    const name = '"},"admin":true,"x":{"';
    const made = composeReply(template, { body: { name, n: 1 } });

    expect(made.status).toBe(201);
    expect(JSON.parse(made.body)).toEqual({ name, n: 1 });
  });

  it('has headers of one line, whatever a lead holds', () => {
    const made = composeReply(
      { kind: 'text', body: '', headers: {} },
      { body: 'ok', headers: { 'cache-control': 'a\r\nset-cookie: x=1\u0000Я' } },
    );

    expect(made.headers['cache-control']).toBe('a set-cookie: x=1');
    expect(made.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('shows a page on which values are text', () => {
    const made = composeReply(
      { kind: 'page', title: '', text: '' },
      { title: '<script>alert(1)</script>', text: 'Thank you,\n"Anna" & co' },
    );

    expect(made.body).not.toContain('<script>');
    expect(made.body).toContain('<p>Thank you,</p><p>&quot;Anna&quot; &amp; co</p>');
    expect(made.headers['content-security-policy']).toContain('sandbox');
  });

  it.each(['javascript:alert(1)', '//evil.example', '/thanks', '', 'data:text/html,x'])(
    'sends nobody to %j',
    (to) => {
      expect(() => composeReply({ kind: 'redirect', to: 'x' }, { to })).toThrow('no address');
    },
  );

  it('sends to an address as it is written on the wire', () => {
    const made = composeReply(
      { kind: 'redirect', to: 'x' },
      { to: 'https://shop.example/спасибо?a=b c\r\nX: 1' },
    );
    expect(made).toMatchObject({ status: 303, body: '' });
    expect(made.headers['location']).toMatch(/^https:\/\/shop\.example\/[\x21-\x7e]+$/);
  });

  it('is no longer than 64 KiB', () => {
    const body = 'я'.repeat(40_000);
    expect(() => composeReply({ kind: 'text', body: '' }, { body })).toThrow('64 KiB');
  });
});

describe('a respond step', () => {
  it('is on disk before anybody is told, and the run goes on behind it', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const told: number[] = [];
    const steps = [respond({ kind: 'json', body: { to: '{{trigger.Name}}' } }), sendStep()];

    const move = await executeRun(aPlan(steps, made), aRun(), emptyJournal, {
      ...ledger.ports(made),
      onReplied: () => told.push(ledger.records.length),
    });

    expect(move.to).toBe('succeeded');
    expect(told).toEqual([1]);
    expect(ledger.tries()[0]).toMatchObject({
      stepId: 'say',
      state: 'succeeded',
      output: { reply: { status: 200, body: '{"to":"Anna"}' } },
    });
    expect(made.effects.calls).toHaveLength(1);
  });

  it('answers once, also when the run is taken over by another worker', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const plan = aPlan([respond({ kind: 'text', body: '{{trigger.Name}}' }), sendStep()], made);
    await executeRun(plan, aRun(), emptyJournal, ledger.ports(made));
    let told = 0;

    await executeRun(plan, aRun({ payload: { Name: 'Boris' } }), ledger.journal(), {
      ...ledger.ports(made),
      onReplied: () => (told += 1),
    });

    expect(told).toBe(0);
    expect(ledger.tries()[0]?.output).toMatchObject({ reply: { body: 'Anna' } });
  });

  it('asks for attention when there is nowhere to send to, and names the field', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const plan = aPlan([respond({ kind: 'redirect', to: '{{trigger.Name}}' })], made);

    const move = await executeRun(plan, aRun(), emptyJournal, ledger.ports(made));

    expect(move).toMatchObject({
      to: 'needs_attention',
      error: { code: 'no_answer', stepId: 'say', pointer: '/reply/to' },
    });
  });

  it('escapes what is mapped into a text that is sent as HTML', async () => {
    const made = anAction('keyed');
    const ledger = aLedger();
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    const plan = aPlan([respond({ kind: 'text', headers, body: '<b>{{trigger.Name}}</b>' })], made);

    await executeRun(plan, aRun({ payload: { Name: '<i>' } }), emptyJournal, ledger.ports(made));

    expect(ledger.tries()[0]?.output).toMatchObject({ reply: { body: '<b>&lt;i&gt;</b>' } });
  });
});
