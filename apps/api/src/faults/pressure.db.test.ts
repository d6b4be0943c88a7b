import { errorBody } from '@hookline/contract';
import type { Scope } from '@hookline/store';
import { waitFor } from '@hookline/testkit';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { givenApi, givenFlow, givenOwner, type GivenApi } from '../start/api.given.js';
import { isTaken, sendOnce, type Answer } from './sender.given.js';

async function given(env: Record<string, string>, state: 'live' | 'paused' = 'live') {
  const api = await givenApi(env);
  onTestFinished(() => api.stop());
  const { scope } = await givenOwner(api);
  return { api, scope, flood: await aFlow(api, scope, state), calm: await aFlow(api, scope) };
}

async function aFlow(api: GivenApi, { workspaceId }: Scope, state: 'live' | 'paused' = 'live') {
  const flow = await givenFlow(api.pool, workspaceId, { state });
  return { ...flow, hookUrl: `${api.url}${flow.hook}` };
}

const sendMany = (hookUrl: string, count: number): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => sendOnce(hookUrl, `lead-${index}`)));

const withStatus = (answers: readonly Answer[], status: number): readonly Answer[] =>
  answers.filter((answer) => answer.status === status);

const refusedFor = async (api: GivenApi, reason: string): Promise<number> => {
  const text = await (await api.ask('/metrics')).text();
  const line = new RegExp(`hookline_hook_refused_total\\{reason="${reason}"\\} (\\d+)`).exec(text);
  return Number(line?.[1] ?? 0);
};

const stored = { taken: "state <> 'rejected'", refused: "state = 'rejected'" };

const eventsOf = async (
  api: GivenApi,
  flowId: string,
  which: keyof typeof stored = 'taken',
): Promise<number> =>
  (
    await api.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM events WHERE flow_id = $1 AND ${stored[which]}`,
      [flowId],
    )
  ).rows[0]?.n ?? -1;

/** Told when to come again, spread out, in the form that all errors have. */
async function expectRefusal(hookUrl: string, status: 429 | 503, words: RegExp): Promise<void> {
  const send = () => fetch(hookUrl, { method: 'POST', body: '{}' });
  let answer = await send();
  // A rate takes one now and then, however much was refused a moment ago.
  while (answer.ok) answer = await send();
  const { error } = errorBody.parse(await answer.json());
  const code = status === 429 ? 'too_many_requests' : 'try_later';
  expect([answer.status, error.code]).toEqual([status, code]);
  expect(error.message).toMatch(words);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
}

describe('a flow that is flooded (LO-1)', () => {
  it('is told 429 beyond its rate, while another flow is answered quickly and loses nothing', async () => {
    const { api, flood, calm } = await given({ FLOW_EVENTS_PER_SEC: '5' });
    const alone = await sendMany(calm.hookUrl, 8);
    let isOver = false;
    const flooding = Promise.all(
      Array.from({ length: 8 }, async () => {
        const answers: Answer[] = [];
        while (!isOver) answers.push(await sendOnce(flood.hookUrl, 'lead'));
        return answers;
      }),
    );
    const others: Answer[] = [];
    for (let index = 0; index < 40; index += 1) others.push(await sendOnce(calm.hookUrl, 'lead'));
    isOver = true;
    const answers = (await flooding).flat();

    expect([...alone, ...others].every(isTaken)).toBe(true);
    // Half a second for nine of ten; what else the machine does may hold up the tenth.
    const times = others.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
    expect(times[35]).toBeLessThan(
      Math.max(500, 3 * Math.max(...alone.map(({ tookMs }) => tookMs))),
    );
    const [taken, refused] = [answers.filter(isTaken), withStatus(answers, 429)];
    expect(taken.length + refused.length).toBe(answers.length);
    expect(refused.length).toBeGreaterThan(0);
    expect(await eventsOf(api, flood.flowId)).toBe(taken.length);
    // The owner sees that something was refused; a flood costs no row for each of its requests.
    expect(await eventsOf(api, flood.flowId, 'refused')).toBe(1);
    const waits = refused.map(({ retryAfter }) => Number(retryAfter));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60);
    expect(new Set(waits).size).toBeGreaterThan(1);
    expect(await refusedFor(api, 'rate')).toBe(refused.length);
    await expectRefusal(flood.hookUrl, 429, /requests a second/);
  });

  it('is held to its rate when nothing that processes share is there (LO-7)', async () => {
    const { api, flood } = await given({ FLOW_EVENTS_PER_SEC: '1' });
    expect(isTaken(await sendOnce(flood.hookUrl, 'lead'))).toBe(true);
    api.proxy.behave({ mode: 'cut', afterBytes: 0 });
    api.proxy.resetAll();
    const answers = await sendMany(flood.hookUrl, 40);
    expect(withStatus(answers, 503).length).toBeLessThanOrEqual(12);
    expect(withStatus(answers, 429).length).toBeGreaterThanOrEqual(28);
    expect(answers.some(isTaken)).toBe(false);
  });
});

describe('a flow whose backlog is full (LO-4)', () => {
  it('is told 429 until its runs are worked off, and is then taken again by itself', async () => {
    const { api, flood, calm } = await given({ FLOW_BACKLOG_MAX: '20' });
    const answers = await sendMany(flood.hookUrl, 30);
    expect([answers.filter(isTaken).length, withStatus(answers, 429).length]).toEqual([20, 10]);
    await waitFor(async () => !isTaken(await sendOnce(flood.hookUrl, 'more')), {
      what: 'it is refused after a count, too',
    });
    await expectRefusal(flood.hookUrl, 429, /still to be worked on/);
    expect(isTaken(await sendOnce(calm.hookUrl, 'lead'))).toBe(true);
    expect(await refusedFor(api, 'backlog')).toBeGreaterThanOrEqual(11);

    await api.pool.query('DELETE FROM open_runs WHERE flow_id = $1', [flood.flowId]);

    await waitFor(async () => isTaken(await sendOnce(flood.hookUrl, 'later')), {
      what: 'it is taken again',
      timeoutMs: 10_000,
    });
  });

  it('counts what is held, and what was there before this process', async () => {
    const { api, scope, flood } = await given({ FLOW_BACKLOG_MAX: '20' }, 'paused');
    await api.pool.query(
      `INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body, summary)
       SELECT $1, uuidv7(), $2, 'held', 'POST', '', '', '[]', 'none', '', '' FROM generate_series(1, 20)`,
      [scope.workspaceId, flood.flowId],
    );
    await sendOnce(flood.hookUrl, 'first');
    await waitFor(async () => (await sendOnce(flood.hookUrl, 'next')).status === 429, {
      what: 'it is refused',
      timeoutMs: 10_000,
    });
  });
});

describe('a server that is too busy (LO-5)', () => {
  it('answers webhooks 503 while its event loop is late, health still, and recovers', async () => {
    const { api, calm } = await given({ LOOP_DELAY_MAX_MS: '100' });
    const busy = setInterval(() => {
      for (const untilMs = performance.now() + 250; performance.now() < untilMs;);
    }, 1);
    onTestFinished(() => clearInterval(busy));
    await waitFor(async () => (await sendOnce(calm.hookUrl, 'lead')).status === 503, {
      what: 'it is refused',
      timeoutMs: 20_000,
    });
    await expectRefusal(calm.hookUrl, 503, /too busy/);
    expect((await api.ask('/health/live')).status).toBe(200);
    clearInterval(busy);
    await waitFor(async () => isTaken(await sendOnce(calm.hookUrl, 'lead')), {
      what: 'it is taken again',
    });
    expect(await refusedFor(api, 'loop')).toBeGreaterThanOrEqual(2);
  });

  it('answers 503 at once while a crowd waits for the database, instead of letting it grow', async () => {
    const { api, calm } = await given({ COMMIT_WAIT_MAX_MS: '100' });
    expect(isTaken(await sendOnce(calm.hookUrl, 'lead'))).toBe(true);
    const blocker = await api.pool.connect();
    const unblock = async (): Promise<void> => {
      await blocker.query('ROLLBACK');
    };
    onTestFinished(async () => {
      await unblock();
      blocker.release();
    });
    await blocker.query('BEGIN; LOCK TABLE open_runs IN ACCESS EXCLUSIVE MODE');
    const crowd = sendMany(calm.hookUrl, 900);
    const probes: Answer[] = [];
    await waitFor(
      () => {
        void sendOnce(calm.hookUrl, 'probe').then((answer) => probes.push(answer));
        return probes.some(({ status, tookMs }) => status === 503 && tookMs < 1_000);
      },
      { what: 'one is refused at once', timeoutMs: 10_000, everyMs: 50 },
    );
    await unblock();
    const taken = (await crowd).filter(isTaken);
    await waitFor(async () => isTaken(await sendOnce(calm.hookUrl, 'lead')), {
      what: 'it is taken again',
      timeoutMs: 10_000,
    });
    expect(await eventsOf(api, calm.flowId)).toBeGreaterThanOrEqual(taken.length + 2);
  });
});

it('answers webhooks 503 while the disk has less room than the reserve, and pages still', async () => {
  const { api, calm } = await given({
    DISK_WATCH_DIR: tmpdir(),
    DISK_RESERVE_BYTES: String(Number.MAX_SAFE_INTEGER),
  });
  await expectRefusal(calm.hookUrl, 503, /disk/);
  expect(await eventsOf(api, calm.flowId)).toBe(0);
  expect((await api.ask('/health/ready')).status).toBe(200);
  expect(await refusedFor(api, 'disk')).toBe(1);
  expect(await (await api.ask('/metrics')).text()).toMatch(/hookline_disk_free_bytes \d{6,}/);
});
