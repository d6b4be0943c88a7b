import type { Ports } from '@hookline/connector-kit';
import { uuidv7, type Door, type Mailer, type Targets } from '@hookline/platform';
import type { Pool, Scope } from '@hookline/store/work';
import type { RunMeans } from '../run/work-on-run.js';
import { createHttpPort } from './http-port.js';
import { createMailPort } from './mail-port.js';
import { createTablesPort } from './tables-port.js';

type Outside = { readonly door: Door; readonly mailer: Mailer; readonly targets: Targets };

const callTimeoutMs = 20_000;

/** The ports of a step: bound to its run, its database connection and its time. */
export function createPortOpener(outside: Outside): RunMeans['openPorts'] {
  return ({ scope, db, runId, call }, signal) => ({
    http: createHttpPort(outside.door, {
      signal,
      timeoutMs: call.timeoutMs,
      gate: { targets: outside.targets, workspaceId: scope.workspaceId },
    }),
    mail: createMailPort(outside.mailer, {
      scope,
      db,
      runId,
      idempotencyKey: call.idempotencyKey,
      timeoutMs: call.timeoutMs,
      targets: outside.targets,
    }),
    tables: createTablesPort(scope, db, runId),
  });
}

/** The ports of a question of the editor: no run, a short time unless another one is given. */
export function createCallPortOpener(
  outside: Outside,
  pool: Pool,
  { timeoutMs = callTimeoutMs, stopped }: { timeoutMs?: number; stopped?: AbortSignal } = {},
): (scope: Scope) => Ports {
  return (scope) => ({
    http: createHttpPort(outside.door, {
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(stopped ? [stopped] : [])]),
      timeoutMs,
      gate: null,
    }),
    mail: createMailPort(outside.mailer, {
      scope,
      db: pool,
      runId: null,
      idempotencyKey: uuidv7().replaceAll('-', ''),
      timeoutMs,
      targets: null,
    }),
    tables: createTablesPort(scope, pool, null),
  });
}
