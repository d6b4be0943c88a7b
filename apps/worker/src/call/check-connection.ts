import {
  ConnectorError,
  NeedsReconnect,
  type Connector,
  type Ports,
} from '@hookline/connector-kit';
import type { JsonValue } from '@hookline/contract';
import type { KeyRing } from '@hookline/platform';
import {
  markConnection,
  readSealedConnection,
  releaseConnectionRuns,
  type Pool,
  type Scope,
} from '@hookline/store/work';
import { openForCheck } from '../connection/open-connection.js';

export type CheckMeans = {
  readonly pool: Pool;
  readonly ring: KeyRing;
  readonly findConnector: (app: string) => Connector | null;
  readonly openPorts: (scope: Scope) => Ports;
};

/** Tries a connection out and keeps what came of it; one that works again lets its runs go on. */
export async function checkConnection(
  scope: Scope,
  connectionId: string,
  means: CheckMeans,
): Promise<JsonValue> {
  const row = await readSealedConnection(scope, means.pool, connectionId);
  if (!row) throw new NeedsReconnect('the connection no longer exists');
  const connection = means.findConnector(row.app)?.connection;
  if (!connection) {
    await markConnection(scope, means.pool, { connectionId, state: 'working', error: null });
    return { ok: true, message: 'Saved. There is nothing to test for this app.' };
  }
  const { values } = await openForCheck(scope, {
    pool: means.pool,
    ring: means.ring,
    connectionId,
    app: row.app,
  });
  try {
    const { message } = await connection.check({ ...means.openPorts(scope), connection: values });
    await markConnection(scope, means.pool, { connectionId, state: 'working', error: null });
    await releaseConnectionRuns(scope, means.pool, connectionId);
    return { ok: true, message };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const state = error instanceof NeedsReconnect ? 'needs_reconnect' : 'untested';
    await markConnection(scope, means.pool, { connectionId, state, error: error.message });
    return { ok: false, message: error.message };
  }
}
