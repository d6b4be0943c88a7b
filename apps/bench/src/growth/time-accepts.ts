import { acceptEvents, openPool, scopeOf, type ArrivedEvent } from '@hookline/store';
import { leadBody } from '../load/lead-body.js';
import { uuidV7 } from '../limit/uuid-v7.js';

const batchSize = 64;

type Flow = { readonly workspaceId: string; readonly id: string };

export type Accepting = {
  /** Stores one durable batch of events for flows all over the installation; what it took in milliseconds. */
  readonly accept: () => Promise<number>;
  readonly close: () => Promise<void>;
};

export async function openAccepting(databaseUrl: string): Promise<Accepting> {
  const pool = openPool({ databaseUrl, name: 'bench', max: 1, isKeyed: true });
  const { rows: flows } = await pool.query<Flow>(
    `SELECT workspace_id AS "workspaceId", id FROM flows WHERE state = 'live' ORDER BY md5(id::text) LIMIT 5000`,
  );
  let next = 0;
  return {
    accept: async () => {
      const batch = Array.from({ length: batchSize }, () => anEvent(flows[next++ % flows.length]));
      const began = process.hrtime.bigint();
      await acceptEvents(pool, batch);
      return Number(process.hrtime.bigint() - began) / 1e6;
    },
    close: () => pool.end(),
  };
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
