import fastify from 'fastify';
import { serveUntilLeft } from '../process/serve-until-left.js';
import { commitInGroups } from './commit-in-groups.js';
import { openLimitPool } from './open-limit-pool.js';
import { uuidV7 } from './uuid-v7.js';

type Arrived = { id: string; runId: string; headers: string; body: Buffer };

const acceptSql = `
  WITH arrived AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[]) AS t (id, run_id, headers, body)
  ), stored AS (
    INSERT INTO limit_events (id, headers, body) SELECT id, headers::jsonb, body FROM arrived
  )
  INSERT INTO limit_queue (id, event_id) SELECT run_id, id FROM arrived`;

/** The least that a durable ingest must do: event and queue row in one statement, answered after its commit. */
export async function run([databaseUrl = '']: string[]): Promise<number> {
  const pool = openLimitPool(databaseUrl);
  const accept = commitInGroups<Arrived>((batch) =>
    pool.query({
      name: 'accept',
      text: acceptSql,
      values: [
        batch.map((event) => event.id),
        batch.map((event) => event.runId),
        batch.map((event) => event.headers),
        batch.map((event) => event.body),
      ],
    }),
  );
  const app = fastify({ logger: false });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/in', async (request) => {
    const id = uuidV7();
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await accept({ id, runId: uuidV7(), headers: JSON.stringify(request.headers), body });
    return { ok: true, id };
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const port = Number(new URL(address).port);
  await serveUntilLeft({ type: 'ready', port });
  await app.close();
  await pool.end();
  return 0;
}
