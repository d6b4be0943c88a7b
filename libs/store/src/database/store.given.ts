import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@hookline/testkit';
import type { AttemptRecord, FlowDocument, RunMove, Step } from '@hookline/contract';
import { acceptEvents, type Acceptance } from '../event/accept-events.js';
import type { ArrivedEvent } from '../event/arrived-event.js';
import { createFlow } from '../flow/create-flow.js';
import { findFlow } from '../flow/find-flow.js';
import { publishFlow } from '../flow/publish-flow.js';
import { claimRuns, type ClaimedRun } from '../run/claim-runs.js';
import { recordProgress, type ProgressAnswer } from '../run/record-progress.js';
import { scopeOf, type Scope } from '../scope.js';
import { openStore, type Store } from './open-store.js';
import { openPool, type Pool } from './pool.js';

export type TestStore = {
  readonly url: string;
  readonly pool: Pool;
  readonly store: Store;
  readonly close: () => Promise<void>;
};

/** A migrated database of its own, with both ways into it. */
export async function aStore(): Promise<TestStore> {
  const database = await createTestDatabase();
  const pool = openPool({ databaseUrl: database.url, name: 'test', max: 8 });
  const opened = await openStore({ databaseUrl: database.url, name: 'test', max: 8 });
  return {
    url: database.url,
    pool,
    store: opened.store,
    close: async () => {
      await opened.close();
      await pool.end();
      await database.drop();
    },
  };
}

let sequence = 0;

/** Sorts after every id before it, as a real one does. */
export function newId(): string {
  sequence += 1;
  const time = Date.now().toString(16).padStart(12, '0');
  const place = sequence.toString(16).padStart(15, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${place.slice(0, 3)}-8${place.slice(3, 6)}-${place.slice(6)}${randomUUID().slice(0, 3)}`;
}

export async function aWorkspace({ pool }: TestStore): Promise<Scope> {
  const id = newId();
  await pool.query('INSERT INTO workspaces (id, name) VALUES ($1, $2)', [id, 'Acme']);
  return scopeOf(id);
}

export const anAction = (id: string): Step => ({
  id,
  type: 'action',
  app: 'http',
  action: 'request',
  connectionId: null,
  input: { method: 'POST', url: 'https://example.com/' },
});

export const aDocument = (given: Partial<FlowDocument> = {}): FlowDocument => ({
  schemaVersion: 1,
  name: 'Leads',
  trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
  steps: [anAction('first'), anAction('second')],
  ...given,
});

export async function aFlow(
  { store }: TestStore,
  scope: Scope,
  document: FlowDocument = aDocument(),
): Promise<string> {
  const id = newId();
  await createFlow(scope, store, { id, document });
  return id;
}

export async function publish({ store }: TestStore, scope: Scope, flowId: string): Promise<void> {
  const flow = await findFlow(scope, store, flowId);
  const revision = flow?.draftRevision ?? 0;
  const given = { flowId, revision, versionId: newId(), publishedBy: 'Anna' };
  const { outcome } = await publishFlow(scope, store, given);
  if (outcome !== 'published') throw new Error(`not published: ${outcome}`);
}

export async function aLiveFlow(
  db: TestStore,
  scope: Scope,
  document: FlowDocument = aDocument(),
): Promise<string> {
  const flowId = await aFlow(db, scope, document);
  await publish(db, scope, flowId);
  return flowId;
}

/** Sends one request to a flow; the ids are of the event and of the run that begins if it is live. */
export async function anEvent(
  { pool }: TestStore,
  scope: Scope,
  flowId: string,
  given: Partial<ArrivedEvent> = {},
): Promise<{ id: string; runId: string; state: Acceptance['state'] }> {
  const event: ArrivedEvent = {
    scope,
    id: newId(),
    flowId,
    runId: newId(),
    kind: 'event',
    method: 'POST',
    path: '/',
    query: '',
    headers: [['content-type', 'application/json']],
    bodyKind: 'json',
    body: Buffer.from('{"Name":"Ivan"}'),
    payload: null,
    summary: 'Ivan',
    dedupeKey: null,
    orderKey: null,
    reason: null,
    ...given,
  };
  const [acceptance] = await acceptEvents(pool, [event]);
  return { id: event.id, runId: event.runId, state: acceptance?.state ?? 'gone' };
}

/** Claims what is due; the run named must be among it. */
export async function claim({ pool }: TestStore, runId: string): Promise<ClaimedRun> {
  const { runs: claimed } = await claimRuns(pool, { worker: 'w', limit: 1_000, leaseSecs: 60 });
  const run = claimed.find(({ id }) => id === runId);
  if (!run) throw new Error('the run was not due');
  return run;
}

export const anAttempt = (given: Partial<AttemptRecord> = {}): AttemptRecord => ({
  stepId: 'first',
  item: '',
  try: 1,
  state: 'succeeded',
  idempotencyKey: 'key-1',
  input: { a: 1 },
  output: { id: 7 },
  error: null,
  ...given,
});

export async function record(
  { pool }: TestStore,
  run: ClaimedRun,
  done: { attempts?: readonly AttemptRecord[]; move: RunMove },
): Promise<ProgressAnswer | undefined> {
  const { scope, id: runId, flowId, fence } = run;
  const [answer] = await recordProgress(pool, [
    { scope, runId, flowId, fence, attempts: done.attempts ?? [], move: done.move },
  ]);
  return answer;
}

export const anError = (code: string, stepId: string | null = null) => ({
  code,
  message: `went wrong: ${code}`,
  stepId,
  pointer: null,
});
