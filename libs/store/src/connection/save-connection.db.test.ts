import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  aLiveFlow,
  anError,
  anEvent,
  aStore,
  aWorkspace,
  claim,
  newId,
  record,
  type TestStore,
} from '../database/store.given.js';
import { createConnection, deleteConnection } from './save-connection.js';

let db: TestStore;
beforeAll(async () => {
  db = await aStore();
});
afterAll(() => db.close());

it('lets the runs go on that wait for a connection which is deleted, so that they say what they lack', async () => {
  const scope = await aWorkspace(db);
  const flowId = await aLiveFlow(db, scope);
  const waitFor = async () => {
    const id = newId();
    const kept = { settings: {}, sealed: Buffer.from('x'), secretsSet: [] };
    await createConnection(scope, db.store, { ...kept, id, app: 'http', name: 'CRM' });
    const { runId } = await anEvent(db, scope, flowId);
    await record(db, await claim(db, runId), {
      move: {
        to: 'waiting',
        waitingFor: 'connection',
        connectionId: id,
        wakeInMs: 3_600_000,
        error: anError('needs_reconnect'),
      },
    });
    return { id, runId };
  };
  const [deleted, kept] = [await waitFor(), await waitFor()];

  expect(await deleteConnection(scope, db.store, deleted.id)).toBe('deleted');
  expect(await deleteConnection(scope, db.store, deleted.id)).toBe('not_found');

  const { rows } = await db.pool.query<{ id: string; due: boolean }>(
    'SELECT id, wake_at <= clock_timestamp() AS due FROM open_runs WHERE workspace_id = $1 ORDER BY id',
    [scope.workspaceId],
  );
  expect(rows).toEqual([
    { id: deleted.runId, due: true },
    { id: kept.runId, due: false },
  ]);
});
