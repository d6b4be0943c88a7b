import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { FlowDocument } from '@hookline/contract';
import type { Pool } from '../database/pool.js';
import type { ArrivedEvent } from '../event/arrived-event.js';
import { scopeOf, type Scope } from '../scope.js';

let counter = 0;

/** A uuid v7 of now; later ones are greater. */
function anId(): string {
  counter += 1;
  const time = Date.now().toString(16).padStart(12, '0');
  const low = counter.toString(16).padStart(3, '0').slice(-3);
  const rest = randomBytes(8).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${low}-8${rest.slice(1, 4)}-${rest.slice(4)}${low}0`.slice(
    0,
    36,
  );
}

const aDocument = (given: Partial<FlowDocument> = {}): FlowDocument => ({
  schemaVersion: 1,
  name: 'Test flow',
  trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
  steps: [],
  ...given,
});

export type GivenFlow = { scope: Scope; flowId: string; versionId: string; token: string };

/** A workspace with one flow: live with a published version, or a draft. */
export async function aFlow(
  pool: Pool,
  given: { state?: 'draft' | 'live' | 'paused'; scope?: Scope; document?: FlowDocument } = {},
): Promise<GivenFlow> {
  const state = given.state ?? 'live';
  const document = JSON.stringify(given.document ?? aDocument());
  const scope = given.scope ?? scopeOf(randomUUID());
  const [flowId, versionId, token] = [
    randomUUID(),
    randomUUID(),
    randomBytes(24).toString('base64url'),
  ];
  await pool.query(`INSERT INTO workspaces (id, name) VALUES ($1, 'Test') ON CONFLICT DO NOTHING`, [
    scope.workspaceId,
  ]);
  await pool.query(
    `INSERT INTO flows (workspace_id, id, name, draft) VALUES ($1, $2, 'Test flow', $3)`,
    [scope.workspaceId, flowId, document],
  );
  await pool.query(
    `INSERT INTO flow_versions (workspace_id, id, flow_id, number, document) VALUES ($1, $2, $3, 1, $4)`,
    [scope.workspaceId, versionId, flowId, document],
  );
  await pool.query(
    `UPDATE flows SET state = $3, published_version_id = $4 WHERE workspace_id = $1 AND id = $2`,
    [scope.workspaceId, flowId, state, state === 'draft' ? null : versionId],
  );
  await pool.query(
    'INSERT INTO hooks (token_sha256, token, workspace_id, flow_id) VALUES ($1, $2, $3, $4)',
    [createHash('sha256').update(token).digest(), token, scope.workspaceId, flowId],
  );
  return { scope, flowId, versionId, token };
}

export const anEvent = (flow: GivenFlow, given: Partial<ArrivedEvent> = {}): ArrivedEvent => ({
  scope: flow.scope,
  id: anId(),
  runId: anId(),
  flowId: flow.flowId,
  kind: 'event',
  method: 'POST',
  path: '',
  query: '',
  headers: [['content-type', 'application/json']],
  bodyKind: 'json',
  body: Buffer.from('{"Name":"Anna"}'),
  payload: null,
  summary: 'Anna',
  dedupeKey: null,
  orderKey: null,
  reason: null,
  ...given,
});
