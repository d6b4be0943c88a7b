import { hearAnnouncements } from '@hookline/store';
import { waitFor } from '@hookline/testkit';
import { afterEach, beforeEach, it } from 'vitest';
import { givenTroubledApi, type TroubledApi } from './troubled-api.given.js';

let api: TroubledApi;
beforeEach(async () => {
  api = await givenTroubledApi();
});
afterEach(() => api.stop());

it('hears live changes again after its connection was ended by the server (DB-3)', async () => {
  const heard: string[] = [];
  let gaps = 0;
  const hearing = hearAnnouncements({
    databaseUrl: api.databaseUrl,
    onMessage: (_scope, message) => heard.push(message.topic),
    onGap: () => (gaps += 1),
    onError: () => undefined,
  });
  const tell = () => api.resources.announcer.announce(api.scope, { topic: 'hello' });
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
  await api.mended();
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
        await api.pool.query(`SELECT FROM pg_stat_activity WHERE query LIKE '%LISTEN hookline_live%'
        AND pid <> pg_backend_pid() AND datname = current_database()`)
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
