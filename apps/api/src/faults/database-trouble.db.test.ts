import { hearAnnouncements, type Scope } from '@hookline/store';
import { waitFor } from '@hookline/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { givenApi, givenFlow, givenOwner, type GivenApi } from '../start/api.given.js';
import { isTaken, sendOnce, type Answer } from './sender.given.js';

let api: GivenApi;
let scope: Scope;
let hookUrl: string;
beforeEach(async () => {
  api = await givenApi();
  ({ scope } = await givenOwner(api));
  hookUrl = `${api.url}${(await givenFlow(api.pool, scope.workspaceId)).hook}`;
});
afterEach(() => api.stop());

const send = (url = hookUrl): Promise<Answer> => sendOnce(url, 'lead');
const events = async (): Promise<number> =>
  (await api.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM events')).rows[0]?.n ?? -1;
const mended = () =>
  waitFor(async () => isTaken(await send()), { what: 'leads are taken again', timeoutMs: 20_000 });

/** Told to come again, with a time, and not kept waiting for it. */
function expectLater(answers: readonly Answer[]): void {
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
  expect(answers.every(({ retryAfter }) => Number(retryAfter) > 0)).toBe(true);
  expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(3_500);
}

describe('a database that hangs (DB-2)', () => {
  it('answers 503 in 3 seconds at an address that is known and at one that is not, and recovers', async () => {
    const unknown = `${api.url}${(await givenFlow(api.pool, scope.workspaceId)).hook}`;
    expect(isTaken(await send())).toBe(true);
    api.proxy.behave({ mode: 'black-hole' });

    expectLater(await Promise.all([send(), send(unknown)]));
    expectLater(await Promise.all([send(), send(unknown)]));

    api.proxy.behave({ mode: 'pass' });
    await mended();
  });

  it('does not store afterwards what had not been sent when its sender was told to come again', async () => {
    expect(isTaken(await send())).toBe(true);
    api.proxy.behave({ mode: 'black-hole' });
    const first = Promise.all([send(), send()]);
    await waitFor(() => api.resources.ingestPool.waitingCount + busy() >= 1, {
      what: 'a batch is under way',
    });
    const crowd = await Promise.all(Array.from({ length: 600 }, () => send()));
    expect(new Set([...(await first), ...crowd].map(({ status }) => status))).toEqual(
      new Set([503]),
    );

    api.proxy.behave({ mode: 'pass' });
    await mended();
    // The lead before and the one after; a try that was written just as its time was over may be a third.
    expect(await events()).toBeLessThanOrEqual(3);
    expect(busy()).toBeLessThanOrEqual(4);
  });

  const busy = (): number =>
    api.resources.ingestPool.totalCount - api.resources.ingestPool.idleCount;
});

it('hears live changes again after its connection was ended by the server (DB-3)', async () => {
  const heard: string[] = [];
  let gaps = 0;
  const hearing = hearAnnouncements({
    databaseUrl: api.databaseUrl,
    onMessage: (_scope, message) => heard.push(message.topic),
    onGap: () => (gaps += 1),
    onError: () => undefined,
  });
  const tell = () => api.resources.announcer.announce(scope, { topic: 'hello' });
  const hears = (what: string) => {
    const before = heard.length;
    return waitFor(() => (tell(), heard.length > before), { what, everyMs: 50 });
  };
  await hears('the first message is heard');

  await api.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );

  await waitFor(() => gaps === 1, { what: 'the gap is told', timeoutMs: 5_000 });
  await hears('messages are heard again');
  await mended();
  await hearing.close();
});

it('hears live changes again after its line died without a word (DB-3)', async () => {
  const { port } = api.proxy;
  const through = new URL(api.databaseUrl);
  through.port = String(port);
  let gaps = 0;
  const hearing = hearAnnouncements({
    databaseUrl: through.href,
    onMessage: () => undefined,
    onGap: () => (gaps += 1),
    onError: () => undefined,
  });
  await waitFor(
    async () =>
      (
        await api.pool.query(`SELECT FROM pg_stat_activity WHERE query = 'LISTEN hookline_live'
        AND datname = current_database()`)
      ).rowCount === 2,
    { what: 'it listens' },
  );
  api.proxy.behave({ mode: 'black-hole' });
  await waitFor(() => api.log.some((line) => line.includes('Query read timeout')), {
    what: 'the dead line is noticed',
    timeoutMs: 12_000,
  });
  api.proxy.behave({ mode: 'pass' });
  await waitFor(() => gaps > 0, { what: 'the gap is told', timeoutMs: 12_000 });
  await hearing.close();
});

describe('a statement that the server gives up (DB-4)', () => {
  it('asks to come again when a lock is not given in time', async () => {
    expect(isTaken(await send())).toBe(true);
    const blocker = await api.pool.connect();
    await blocker.query('BEGIN; LOCK TABLE open_runs IN ACCESS EXCLUSIVE MODE');
    expectLater(await Promise.all([send(), send()]));
    await blocker.query('ROLLBACK');
    blocker.release();
    await mended();
  });

  it.each(['40001', '40P01', '55P03', '53300', '57P03'])(
    'asks to come again after %s, stores nothing, and takes the next try',
    async (code) => {
      await api.pool.query(
        `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '${code}'; END $$;
         CREATE TRIGGER refuse BEFORE INSERT ON open_runs FOR EACH ROW EXECUTE FUNCTION refuse()`,
      );
      expectLater(await Promise.all([send(), send(), send()]));
      expect(await events()).toBe(0);
      await api.pool.query('DROP TRIGGER refuse ON open_runs');
      expect(isTaken(await send())).toBe(true);
    },
  );
});
