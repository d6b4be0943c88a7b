import pg from 'pg';
import type { Bell } from './backend.js';

const channel = 'test_bell';

/** Rings by NOTIFY and hears by LISTEN, on connections of its own. */
export function bellOf(databaseUrl: string): Bell {
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    return client;
  };
  return {
    ring: async (word) => {
      const client = await connect();
      await client.query('SELECT pg_notify($1, $2)', [channel, word]);
      await client.end();
    },
    hear: ({ onRing, onError }) => {
      const listening = connect().then(async (client) => {
        client.on('notification', ({ payload }) => onRing(payload ?? ''));
        await client.query(`LISTEN ${channel}`);
        return client;
      });
      listening.catch(onError);
      return { close: async () => (await listening).end() };
    },
  };
}
