import { composeReply, type RunReply, type Step } from '@hookline/contract';
import { createReplyNotes } from '@hookline/store';
import { waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  givenApi,
  givenFlow,
  givenOwner,
  readEvents,
  type GivenApi,
} from '../../start/api.given.js';

/** A worker's part is played by hand here; the real one is in `documented-flows` of the worker. */
describe('the answer of a run', () => {
  let api: GivenApi;
  let workspaceId: string;
  beforeAll(async () => {
    api = await givenApi();
    workspaceId = (await givenOwner(api)).scope.workspaceId;
  });
  afterAll(() => api.stop());

  const steps: Step[] = [{ id: 'say', type: 'respond', reply: { kind: 'text', body: 'hi' } }];
  const flow = (settings: object = {}) =>
    givenFlow(api.pool, workspaceId, {
      trigger: { app: 'webhook', event: 'received', settings },
      steps,
    });
  const runOf = (flowId: string): Promise<string> =>
    waitFor(async () => (await readEvents(api.pool, flowId))[0]?.run_id, {
      what: 'the event is on disk',
    });

  async function answer(runId: string, reply: RunReply, how: { isTold: boolean }): Promise<void> {
    await api.pool.query(
      `INSERT INTO step_attempts (workspace_id, run_id, step_id, try, fence, state, output, finished_at)
       VALUES ($1, $2, 'say', 1, 1, 'succeeded', $3, now())`,
      [workspaceId, runId, JSON.stringify({ reply })],
    );
    if (how.isTold) createReplyNotes(api.pool, () => undefined)(runId);
  }

  it('is what the sender gets, though another process worked on the run', async () => {
    const { hook, flowId } = await flow();
    const asking = api.ask(hook, { json: { n: 1 } });
    const runId = await runOf(flowId);
    const headers = { 'content-type': 'application/json; charset=utf-8', 'retry-after': '7' };

    await answer(runId, { status: 201, headers, body: '{"ok":true}' }, { isTold: true });

    const answered = await asking;
    expect(answered.status).toBe(201);
    expect(await answered.json()).toEqual({ ok: true });
    expect(answered.headers.get('retry-after')).toBe('7');
    expect(answered.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('is found also when the note of it was lost, and given again to whoever repeats the event', async () => {
    const { hook, flowId } = await flow({ dedupePath: 'n' });
    const asking = api.ask(hook, { json: { n: 1 } });
    const runId = await runOf(flowId);
    await answer(runId, { status: 200, headers: {}, body: 'once' }, { isTold: false });
    expect(await (await asking).text()).toBe('once');

    const repeated = await api.ask(hook, { json: { n: 1 } });

    expect([repeated.status, await repeated.text()]).toEqual([200, 'once']);
    const states = (await readEvents(api.pool, flowId)).map(({ state }) => state);
    expect(states).toEqual(['accepted', 'duplicate']);
  });

  it('is not waited for when the run is over without one: the sender gets the usual answer', async () => {
    const { hook, flowId } = await flow();
    const asking = api.ask(hook, { json: { n: 1 } });
    const runId = await runOf(flowId);
    await api.pool.query('DELETE FROM open_runs WHERE id = $1', [runId]);

    const answered = await asking;

    expect(answered.status).toBe(202);
    expect(await answered.json()).toMatchObject({ status: 'accepted' });
  });

  it('keeps a held event’s sender waiting for nothing', async () => {
    const { hook } = await givenFlow(api.pool, workspaceId, { state: 'paused', steps });
    const beganMs = performance.now();
    const answered = await api.ask(hook, { json: {} });

    expect(answered.status).toBe(202);
    expect(performance.now() - beganMs).toBeLessThan(5_000);
  });

  it('looks the same to a robot in quarantine as to a person, while the flow is live', async () => {
    const reply = { kind: 'page', title: 'Thank you', text: 'We will call you.' } as const;
    const saying: Step[] = [{ id: 'say', type: 'respond', reply }];
    const given = { steps: saying, endpoint: { honeypot: 'site' } };
    const { hook, flowId } = await givenFlow(api.pool, workspaceId, given);
    const asking = api.ask(hook, { json: { name: 'Anna', site: '' } });
    await answer(await runOf(flowId), composeReply(reply, reply), { isTold: true });
    const person = await asking;
    const robot = await api.ask(hook, { json: { name: 'Spam', site: 'http://spam.example' } });

    const shown = ({ headers, status }: Response) => ({
      status,
      headers: [...headers].filter(([name]) => name !== 'x-request-id' && name !== 'date'),
    });
    expect(shown(robot)).toEqual(shown(person));
    expect(await robot.text()).toBe(await person.text());
    const paused = await givenFlow(api.pool, workspaceId, { ...given, state: 'paused' });
    const words = await api.ask(paused.hook, { json: { site: 'http://spam.example' } });
    expect(words.status).toBe(202);
    const states = (await readEvents(api.pool, flowId)).map(({ state }) => state);
    expect(states).toEqual(['accepted', 'held']);
  });

  it('is not lost with a sender that leaves: the event stays, and its seat is free', async () => {
    const { hook, flowId } = await flow();
    const leaving = new AbortController();
    const asking = api.ask(hook, { json: { n: 1 }, signal: leaving.signal });
    await runOf(flowId);
    leaving.abort();
    await expect(asking).rejects.toThrow();

    expect((await readEvents(api.pool, flowId)).map(({ state }) => state)).toEqual(['accepted']);
  });
});
