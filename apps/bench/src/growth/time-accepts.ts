import { acceptEvents, openPool, scopeOf, type ArrivedEvent } from '@hookline/store';
import { leadBody } from '../load/lead-body.js';
import { uuidV7 } from '../limit/uuid-v7.js';

const batchSize = 64;
/** After a checkpoint the first change of each page is logged whole; a system at work has most of that behind it. */
const warmUps = 120;

type Flow = { readonly workspaceId: string; readonly id: string };

/** What one durable batch of events for flows all over the installation takes, in milliseconds, so many times. */
export async function timeAccepts(databaseUrl: string, times: number): Promise<readonly number[]> {
  const pool = openPool({ databaseUrl, name: 'bench', max: 1, isKeyed: true });
  try {
    const { rows: flows } = await pool.query<Flow>(
      `SELECT workspace_id AS "workspaceId", id FROM flows WHERE state = 'live' ORDER BY md5(id::text) LIMIT 5000`,
    );
    const tookMs: number[] = [];
    for (let time = -warmUps; time < times; time += 1) {
      const batch = Array.from({ length: batchSize }, (_, place) =>
        anEvent(flows[((time + warmUps) * batchSize + place) % flows.length]),
      );
      const began = process.hrtime.bigint();
      await acceptEvents(pool, batch);
      if (time >= 0) tookMs.push(Number(process.hrtime.bigint() - began) / 1e6);
    }
    return tookMs;
  } finally {
    await pool.end();
  }
}

const body = Buffer.from(leadBody(200));

function anEvent(flow: Flow | undefined): ArrivedEvent {
  if (!flow) throw new Error('the database has no live flow');
  return {
    scope: scopeOf(flow.workspaceId),
    id: uuidV7(),
    flowId: flow.id,
    runId: uuidV7(),
    kind: 'event',
    method: 'POST',
    path: '',
    query: '',
    headers: [['content-type', 'application/json']],
    bodyKind: 'json',
    body,
    payload: null,
    summary: 'Anna Petrova',
    dedupeKey: null,
    orderKey: null,
    reason: null,
  };
}
