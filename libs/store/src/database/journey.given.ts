import { checkBalance } from '../balance/check-balance.js';
import { readBalance } from '../balance/read-balance.js';
import { askCall, readCall } from '../call/ask-call.js';
import { answerCall, takeCalls } from '../call/take-calls.js';
import { listConnections } from '../connection/list-connections.js';
import { readSealedConnection, releaseConnectionRuns } from '../connection/mark-connection.js';
import { createConnection, deleteConnection } from '../connection/save-connection.js';
import { acceptEvents } from '../event/accept-events.js';
import { acceptWithFiles } from '../event/accept-with-files.js';
import { findEventRuns } from '../event/find-event-runs.js';
import { findEvent, listEventFiles } from '../event/find-event.js';
import { findFirstEvent } from '../event/find-first-event.js';
import { findHook } from '../event/find-hook.js';
import { listEvents } from '../event/list-events.js';
import { readEventContent } from '../event/read-event-content.js';
import { searchEvents } from '../event/search-events.js';
import { settleHeld } from '../event/settle-held.js';
import { findFlowsToFold, foldEvents } from '../field/fold-events.js';
import { listSeenFields } from '../field/list-seen-fields.js';
import { createFlow } from '../flow/create-flow.js';
import { deleteFlow } from '../flow/delete-flow.js';
import { findFlow } from '../flow/find-flow.js';
import { listFlowVersions } from '../flow/list-flow-versions.js';
import { listFlows } from '../flow/list-flows.js';
import { pinSample } from '../flow/pin-sample.js';
import { publishFlow } from '../flow/publish-flow.js';
import { readDraft } from '../flow/read-draft.js';
import { readVersion } from '../flow/read-version.js';
import { saveDraft } from '../flow/save-draft.js';
import { switchFlow } from '../flow/switch-flow.js';
import { checkRollup } from '../ledger/check-rollup.js';
import { countLedger } from '../ledger/count-ledgers.js';
import { foldLedger } from '../ledger/fold-ledger.js';
import { claimRegistrations } from '../registration/claim-registrations.js';
import { findRegistration } from '../registration/find-registration.js';
import { wantRegistration } from '../registration/want-registration.js';
import { beginReplay } from '../replay/begin-replay.js';
import { listReplays } from '../replay/find-replay.js';
import { planReplay } from '../replay/plan-replay.js';
import { workReplay } from '../replay/work-replay.js';
import { cancelRun } from '../run/cancel-run.js';
import { claimRuns } from '../run/claim-runs.js';
import { countBacklogs } from '../run/count-backlogs.js';
import { extendLeases } from '../run/extend-leases.js';
import { findRun } from '../run/find-run.js';
import { freeLeases } from '../run/free-leases.js';
import { handBackRun } from '../run/hand-back-run.js';
import { handBackUnheld } from '../run/hand-back-unheld.js';
import { aFlow, anEvent, type GivenFlow } from '../run/hot-path.given.js';
import { listAttention } from '../run/list-attention.js';
import { listRuns } from '../run/list-runs.js';
import { measureQueue } from '../run/measure-queue.js';
import { readJournal } from '../run/read-journal.js';
import { findRunOfEvent, readReplies } from '../run/read-replies.js';
import { recordProgress } from '../run/record-progress.js';
import { releaseIdleLines, releaseTurns } from '../run/release-turns.js';
import { replayRun } from '../run/replay-run.js';
import { resolveRun } from '../run/resolve-run.js';
import { runByHand } from '../run/run-by-hand.js';
import { createTable } from '../table/create-table.js';
import { findTableRow } from '../table/find-table-row.js';
import { insertTableRow } from '../table/insert-table-row.js';
import { forgetOldRows } from './forget-old-rows.js';
import type { HeardStore } from './heard-store.given.js';
import type { Touch } from './plan-reach.given.js';
import { aDocument, anAttempt, anError, newId } from './store.given.js';

type Journey = {
  readonly db: HeardStore;
  readonly flow: GivenFlow;
  /** Notes what a function of the store asks for, under its name. */
  readonly hear: <T>(name: string, work: () => Promise<T>) => Promise<T>;
};

/** Lets the functions of the store work that a lead, a page, a person or the sweep needs, and tells what each of them touched. */
export async function goThrough(db: HeardStore): Promise<ReadonlyMap<string, readonly Touch[]>> {
  const heard = new Map<string, readonly Touch[]>();
  const on: Journey = {
    db,
    flow: await aFlow(db.pool),
    hear: async (name, work) => {
      const { result, touches } = await db.listen(work);
      heard.set(name, [...(heard.get(name) ?? []), ...touches]);
      return result;
    },
  };
  for (const leg of [hotPath, pages, people, flows, connections, callsAndTables, keeping])
    await leg(on);
  return heard;
}

const accept = ({ db, flow, hear }: Journey, given: Parameters<typeof anEvent>[1] = {}) => {
  const event = anEvent(flow, given);
  return hear('acceptEvents', async () => {
    await acceptEvents(db.pool, [event]);
    return event;
  });
};

const claim = async ({ db, hear }: Journey) => {
  const options = { worker: 'w', limit: 100, leaseSecs: 60 };
  return (await hear('claimRuns', () => claimRuns(db.pool, options))).runs;
};

/** Takes what is due as far as its end, or to where a person is asked. */
async function work(on: Journey, to: 'succeeded' | 'needs_attention'): Promise<void> {
  const move =
    to === 'succeeded' ? { to, error: null } : { to, error: anError('rejected', 'second') };
  const runs = await claim(on);
  const batch = runs.map((run) => ({ ...run, runId: run.id, attempts: [anAttempt()], move }));
  await on.hear('recordProgress', () => recordProgress(on.db.pool, batch));
}

const page = { cursor: null, limit: 10 };
const span = { from: null, to: null };

async function hotPath(on: Journey): Promise<void> {
  const { db, flow, hear } = on;
  const { pool } = db;
  const { scope, flowId } = flow;
  await hear('findHook', () => findHook(pool, flow.token));
  await accept(on);
  await accept(on, { dedupeKey: 'a', dedupeAlso: 'b' });
  const line = { scope, flowId, orderKey: 'line' };
  await accept(on, { orderKey: line.orderKey });
  await hear('releaseTurns', () => releaseTurns(pool, [line]));
  await accept(on, { orderKey: 'other' });
  await hear('releaseIdleLines', () => releaseIdleLines(pool, { maxLines: 9, after: null }));
  const file = { field: 'f', fileName: 'a', contentType: 'text/plain', bytes: Buffer.from('x') };
  await hear('acceptWithFiles', () =>
    acceptWithFiles(pool, [{ event: anEvent(flow), files: [file] }]),
  );
  const runs = await claim(on);
  const held = runs.map((run) => ({ ...run, workspaceId: run.scope.workspaceId }));
  await hear('extendLeases', () => extendLeases(pool, held, 60));
  for (const run of runs.slice(0, 1)) {
    await hear('readVersion', () => readVersion(scope, pool, run.versionId));
    await hear('readJournal', () => readJournal(scope, pool, run.id));
    await hear('readEventContent', () => readEventContent(scope, pool, run.event.id));
    await hear('handBackRun', () => handBackRun(scope, pool, run, { pauseSecs: 0 }));
  }
  await hear('handBackUnheld', () => handBackUnheld(pool, { worker: 'w', heldIds: [] }));
  await hear('freeLeases', () => freeLeases(pool, ['w']));
  await work(on, 'succeeded');
  await hear('countBacklogs', () => countBacklogs(pool, [{ scope, flowId }], 9));
  await hear('measureQueue', () => measureQueue(pool));
}

async function pages(on: Journey): Promise<void> {
  const { db, flow, hear } = on;
  const { pool, store } = db;
  const { scope, flowId } = flow;
  const { id: eventId, runId } = await accept(on, { dedupeKey: 'c' });
  await hear('findFirstEvent', () => findFirstEvent(scope, pool, { flowId, dedupeKeys: ['c'] }));
  await hear('findRunOfEvent', () => findRunOfEvent(scope, pool, eventId));
  await hear('readReplies', () => readReplies(pool, [{ scope, runId }]));
  for (const its of [flowId, null]) {
    const all = { flowId: its, text: null, ...span, ...page };
    await hear('listRuns', () => listRuns(scope, store, { ...all, status: null }));
    await hear('listRuns', () => listRuns(scope, store, { ...all, status: 'failed', text: 'a' }));
    await hear('listEvents', () => listEvents(scope, store, { ...all, state: null }));
    await hear('searchEvents', () =>
      searchEvents(scope, store, { ...all, state: null, text: 'a' }),
    );
    await hear('countLedger', () => countLedger(scope, store, its));
  }
  await hear('findRun', () => findRun(scope, store, runId));
  await hear('findEvent', () => findEvent(scope, store, eventId));
  await hear('findEventRuns', () => findEventRuns(scope, store, eventId));
  await hear('listEventFiles', () => listEventFiles(scope, store, eventId));
  await hear('listFlows', () => listFlows(scope, store, { ...page, text: null }));
  await hear('listAttention', () => listAttention(scope, store));
  await hear('readBalance', () => readBalance(scope, store));
  await hear('foldEvents', () => foldEvents(pool, scope, flowId));
  await hear('listSeenFields', () => listSeenFields(scope, store, flowId));
}

async function people(on: Journey): Promise<void> {
  const { db, flow, hear } = on;
  const { store } = db;
  const { scope, flowId } = flow;
  const [stuck, other, third] = [await accept(on), await accept(on), await accept(on)];
  await work(on, 'needs_attention');
  const selection = { ids: [stuck.runId] };
  const way = { kind: 'replay', from: 'failed', version: 'pinned' } as const;
  await hear('planReplay', () => planReplay(scope, store, { selection, way }));
  const replay = { id: newId(), way, runIds: selection.ids, askedBy: 'Anna' };
  await hear('beginReplay', () => beginReplay(scope, store, replay));
  await hear('listReplays', () => listReplays(scope, store));
  const means = { newId, onFault: (error: unknown) => Promise.reject(error) };
  await hear('workReplay', () => workReplay(store, means));
  const once = { newRunId: newId(), from: 'start', version: 'pinned' } as const;
  await hear('replayRun', () => replayRun(scope, store, { runId: other.runId, ...once }));
  await hear('cancelRun', () => cancelRun(scope, store, { runId: third.runId, by: 'Anna' }));
  const hand = { eventId: third.id, flowId, versionId: flow.versionId, newRunId: newId() };
  await hear('runByHand', () => runByHand(scope, store, hand));
  const answer = { answer: 'it_happened', answeredBy: 'Anna' } as const;
  await hear('resolveRun', () => resolveRun(scope, store, { runId: once.newRunId, ...answer }));
  for (const decision of ['run', 'discard'] as const) {
    await switchFlow(scope, store, { flowId, to: 'paused' });
    await accept(on);
    await switchFlow(scope, store, { flowId, to: 'live' });
    const told = { flowId, decision, eventIds: null, decidedBy: 'Anna', newId };
    await hear('settleHeld', () => settleHeld(scope, store, told));
  }
}

async function flows(on: Journey): Promise<void> {
  const { db, flow, hear } = on;
  const { pool, store } = db;
  const { scope } = flow;
  const flowId = newId();
  await hear('createFlow', () => createFlow(scope, store, { id: flowId, document: aDocument() }));
  const draft = { flowId, document: aDocument({ name: 'x' }), revision: 1 };
  await hear('saveDraft', () => saveDraft(scope, store, draft));
  const published = { flowId, revision: 2, versionId: newId(), publishedBy: 'Anna' };
  await hear('publishFlow', () => publishFlow(scope, store, published));
  await hear('switchFlow', () => switchFlow(scope, store, { flowId, to: 'paused' }));
  await hear('findFlow', () => findFlow(scope, store, flowId));
  await hear('readDraft', () => readDraft(scope, pool, flowId));
  await hear('listFlowVersions', () => listFlowVersions(scope, store, flowId));
  const { id: eventId } = await accept(on);
  const copy = { id: newId(), reason: 'pinned' };
  await hear('pinSample', () => pinSample(scope, store, { flowId: flow.flowId, eventId, copy }));
  await hear('deleteFlow', () => deleteFlow(scope, store, flowId));
}

async function connections({ db, flow, hear }: Journey): Promise<void> {
  const { pool, store } = db;
  const { scope, flowId } = flow;
  const connectionId = newId();
  const sealed = { settings: {}, sealed: Buffer.from('x'), secretsSet: [] };
  const connection = { ...sealed, id: connectionId, app: 'http', name: 'CRM' };
  await hear('createConnection', () => createConnection(scope, store, connection));
  await hear('listConnections', () => listConnections(scope, store, { app: null }));
  await hear('readSealedConnection', () => readSealedConnection(scope, pool, connectionId));
  await hear('releaseConnectionRuns', () => releaseConnectionRuns(scope, pool, connectionId));
  const place = { app: 'github', event: 'event', connectionId, place: {}, events: [], isAll: true };
  const wanted = { id: newId(), ...place };
  await hear('wantRegistration', () => wantRegistration(scope, store, { flowId, wanted }));
  await hear('findRegistration', () => findRegistration(scope, store, flowId));
  const few = { limit: 9, leaseSecs: 60 };
  await hear('claimRegistrations', () => claimRegistrations(pool, few));
  await wantRegistration(scope, store, { flowId, wanted: null });
  await hear('deleteConnection', () => deleteConnection(scope, store, connectionId));
}

async function callsAndTables({ db, flow, hear }: Journey): Promise<void> {
  const { pool, store } = db;
  const { scope } = flow;
  const callId = newId();
  const call = { id: callId, kind: 'test_step', request: {} } as const;
  await hear('askCall', () => askCall(scope, store, call));
  await hear('takeCalls', () => takeCalls(pool, { limit: 9, ofModels: false }));
  await hear('answerCall', () => answerCall(scope, pool, { id: callId, answer: null }));
  await hear('readCall', () => readCall(scope, store, callId));
  const columns = [{ name: 'Phone', type: 'text' }] as const;
  await hear('createTable', () =>
    createTable(scope, store, { id: newId(), name: 'Leads', columns }),
  );
  const row = { tableName: 'Leads', values: { Phone: '1' }, runId: null, rowId: newId() };
  await hear('insertTableRow', () => insertTableRow(scope, pool, row));
  const sought = { tableName: 'Leads', column: 'Phone', value: '1' };
  await hear('findTableRow', () => findTableRow(scope, pool, sought));
}

async function keeping(on: Journey): Promise<void> {
  const { db, hear } = on;
  const { pool } = db;
  const patient = { statementTimeoutMs: 5_000 };
  const folding = { stepSecs: 86_400 * 20_000, marginSecs: 0, ...patient };
  await hear('foldLedger', () => foldLedger(pool, folding));
  await hear('checkRollup', () => checkRollup(pool, { since: new Date(0), ...patient }));
  await hear('checkBalance', () => checkBalance(pool, { since: new Date(0), ...patient }));
  await hear('findFlowsToFold', () => findFlowsToFold(pool, { after: null, limit: 9 }));
  await hear('forgetOldRows', () => forgetOldRows(pool));
}
