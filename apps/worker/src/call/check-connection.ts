import {
  ConnectorError,
  NeedsReconnect,
  type Connector,
  type Ports,
} from '@hookline/connector-kit';
import type { JsonValue } from '@hookline/contract';
import { plainWhy } from '@hookline/engine';
import type { KeyRing } from '@hookline/platform';
import {
  markConnection,
  readSealedConnection,
  releaseConnectionRuns,
  type Pool,
  type Scope,
} from '@hookline/store/work';
import { asJson } from './as-json.js';
import { openForCheck } from '../connection/open-connection.js';
import { openVeil } from '../connection/open-veil.js';

export type CheckMeans = {
  readonly pool: Pool;
  readonly ring: KeyRing;
  readonly findConnector: (app: string) => Connector | null;
  readonly openPorts: (scope: Scope) => Ports;
};

const working = { state: 'working', error: null, why: null } as const;

/** Tries a connection out and keeps what came of it; one that works again lets its runs go on. */
export async function checkConnection(
  scope: Scope,
  connectionId: string,
  means: CheckMeans,
): Promise<JsonValue> {
  const row = await readSealedConnection(scope, means.pool, connectionId);
  if (!row) {
    throw new NeedsReconnect('the connection no longer exists', {
      why: { code: 'connection_deleted' },
    });
  }
  const connection = means.findConnector(row.app)?.connection;
  if (!connection) {
    await markConnection(scope, means.pool, { connectionId, ...working });
    const message = 'Saved. There is nothing to test for this app.';
    return { ok: true, message, why: { code: 'works_untested' } };
  }
  const veil = openVeil();
  const { values } = await openForCheck(scope, {
    pool: means.pool,
    ring: means.ring,
    connectionId,
    app: row.app,
    veil,
  });
  try {
    const ports = means.openPorts(scope);
    const found = await veil.hold(() =>
      connection.check({ ...ports, http: veil.over(ports.http), connection: values }),
    );
    await markConnection(scope, means.pool, { connectionId, ...working });
    await releaseConnectionRuns(scope, means.pool, connectionId);
    return asJson({
      ok: true,
      message: veil.hide(found.message),
      why: plainWhy(veil.hideWhy(found.why)),
    });
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const state = error instanceof NeedsReconnect ? 'needs_reconnect' : 'untested';
    const { code, message } = error;
    const why = error.why && plainWhy(error.why);
    await markConnection(scope, means.pool, { connectionId, state, error: message, why });
    return asJson({ ok: false, code, message, ...(why && { why }) });
  }
}
