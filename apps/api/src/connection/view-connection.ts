import type { ConnectionView } from '@hookline/contract';
import type { ConnectionRecord } from '@hookline/store';

/** What may be read back of a connection: of its secrets, that they are there. */
export function viewConnection(connection: ConnectionRecord): ConnectionView {
  const { id, app, name, state, settings, secretsSet, error, why } = connection;
  return {
    id,
    app,
    name,
    state,
    settings,
    secretsSet: [...secretsSet],
    error,
    ...(why && { why }),
    checkedAt: connection.checkedAt?.toISOString() ?? null,
    usedByFlows: [...connection.usedByFlows],
    leavingFlows: [...connection.leavingFlows],
    createdAt: connection.createdAt.toISOString(),
  };
}
