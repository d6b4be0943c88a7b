export { scopeOf, type Scope } from './scope.js';
export {
  inTransaction,
  openPool,
  type Client,
  type Pool,
  type PoolOptions,
  type Queryable,
} from './database/pool.js';
export {
  createGroupCommit,
  GroupCommitFull,
  type GroupCommit,
  type GroupCommitOptions,
} from './database/group-commit.js';
export { isSystemicFailure, isTimeout, sqlState } from './database/classify-failure.js';
export { DatabaseUnreachable, explainUnreachable } from './database/explain-unreachable.js';
export {
  DatabaseRefused,
  findServerFaults,
  readServerFaults,
  type ServerFacts,
} from './database/judge-server.js';
export { migrate, pendingMigrations } from './database/migrate.js';
export { type ArchiveHead } from './backup/archive-head.js';
export {
  confirmRestore,
  isRestored,
  readRestoredMode,
  type RestoredMode,
} from './backup/confirm-restore.js';
export { ArchiveRefused } from './backup/frame.js';
export { readArchive, verifyArchive, type Archive } from './backup/read-archive.js';
export { restoreArchive } from './backup/restore-archive.js';
export { type Settled } from './backup/settle-restored.js';
export { writeArchive } from './backup/write-archive.js';
export { acceptEvents, type Acceptance, type ArrivedEvent } from './event/accept-events.js';
export { acceptWithFiles, type ArrivedFile } from './event/accept-with-files.js';
export { findFirstEvent } from './event/find-first-event.js';
export { findHook, hashToken, type Hook } from './event/find-hook.js';
export {
  claimRuns,
  type Claim,
  type ClaimedEvent,
  type ClaimedRun,
  type ClaimShares,
  type Lane,
} from './run/claim-runs.js';
export { countBacklogs } from './run/count-backlogs.js';
export { measureQueue, type QueueMeasure } from './run/measure-queue.js';
export { extendLeases } from './run/extend-leases.js';
export { inRunTransaction } from './run/in-run-transaction.js';
export { readJournal } from './run/read-journal.js';
export { releaseIdleLines, releaseTurns, type Line } from './run/release-turns.js';
export { recordProgress, type ProgressAnswer, type RunProgress } from './run/record-progress.js';
export { createAnnouncer, hearAnnouncements } from './live/announce.js';
export { inStore, onClient, openStore, type OpenStore, type Store } from './database/open-store.js';
export { isUuid } from './database/is-uuid.js';
export { storable } from './database/storable-json.js';
export type { Page } from './database/cut-page.js';
export { createFlow } from './flow/create-flow.js';
export { deleteFlow } from './flow/delete-flow.js';
export { findFlow, type FlowRecord, type PublishedVersion } from './flow/find-flow.js';
export {
  findFlowVersion,
  listFlowVersions,
  type NamedVersion,
  type VersionRecord,
} from './flow/list-flow-versions.js';
export { listFlows, type ListedFlow } from './flow/list-flows.js';
export { nameFlowVersion } from './flow/name-flow-version.js';
export { publishFlow, type Publishing } from './flow/publish-flow.js';
export { saveDraft } from './flow/save-draft.js';
export { switchFlow } from './flow/switch-flow.js';
export { countLedger, countLedgers } from './ledger/count-ledgers.js';
export {
  findEvent,
  listEventFiles,
  readEventFile,
  type EventFile,
  type EventRecord,
} from './event/find-event.js';
export { listEvents, type EventFilter, type ListedEvent } from './event/list-events.js';
export { listRecentPayloads } from './event/list-recent-payloads.js';
export { settleHeld, type Decision, type Settlement } from './event/settle-held.js';
export { cancelRun, type RunChange } from './run/cancel-run.js';
export { findRun, type RunRecord } from './run/find-run.js';
export { listRuns, type ListedRun, type RunFilter } from './run/list-runs.js';
export { freeLeases, listLeaseHolders } from './run/free-leases.js';
export { replayRun, type Replay, type Replaying } from './run/replay-run.js';
export { resolveRun } from './run/resolve-run.js';
export { listAttention, type AttentionRecord } from './run/list-attention.js';
export { runByHand, type HandRun } from './run/run-by-hand.js';
export {
  countPastEvents,
  listPastEvents,
  type PastEvent,
  type PastRun,
} from './shadow/list-past-events.js';
export { readShadowSubject, type ShadowSubject } from './shadow/read-shadow-subject.js';
export { beginReplay } from './replay/begin-replay.js';
export { cancelReplay, findReplay, listReplays, type ReplayRecord } from './replay/find-replay.js';
export { type ReplayWay } from './replay/judge-replay.js';
export { planReplay, type ReplayPlanning } from './replay/plan-replay.js';
export { workReplay, type WorkedBatch } from './replay/work-replay.js';
export {
  checkBalance,
  countBalanceFaults,
  type BalanceCheck,
  type BalanceFault,
  type BalanceFinding,
} from './balance/check-balance.js';
export { readBalance, type BalanceRecord } from './balance/read-balance.js';
export {
  findConnection,
  listConnections,
  type ConnectionRecord,
} from './connection/list-connections.js';
export {
  markConnection,
  releaseConnectionRuns,
  readSealedConnection,
  type ReadConnection,
} from './connection/mark-connection.js';
export {
  createConnection,
  deleteConnection,
  updateConnection,
  type KeptValues,
  type SealedConnection,
} from './connection/save-connection.js';
export { createTable, updateColumns } from './table/create-table.js';
export { deleteTable } from './table/delete-table.js';
export {
  countTableRows,
  findTable,
  listTableColumns,
  listTables,
  type FoundTable,
  type TableRecord,
} from './table/find-table.js';
export { findOrInsertTableRow } from './table/find-or-insert-table-row.js';
export { checkTableValues } from './table/check-table-values.js';
export { findTableRow, type Sought } from './table/find-table-row.js';
export { insertTableRow, type NewRow, type TableRowRecord } from './table/insert-table-row.js';
export { deleteTableRow, listTableRows } from './table/list-table-rows.js';
export { TableProblem, type ColumnFault } from './table/table-problem.js';
export { updateTableRow } from './table/update-table-row.js';
export { catchMail, type MailToCatch } from './outbox/catch-mail.js';
export { findMail, listMails, type MailRecord } from './outbox/list-mails.js';
export { askCall, dropCall, readCall, type CallAnswer, type CallKind } from './call/ask-call.js';
export { answerCall, takeCalls, type TakenCall } from './call/take-calls.js';
export { findConnectionApps } from './connection/find-connection-apps.js';
export { findFilledFields } from './connection/find-filled-fields.js';
export { forgetOldRows } from './database/forget-old-rows.js';
export { readVersion } from './flow/read-version.js';
export { readSettings } from './account/read-settings.js';
export { readDraft } from './flow/read-draft.js';
export { readEventContent, type WholeEvent } from './event/read-event-content.js';
export { isDatabaseOutage } from './database/is-database-outage.js';
export { handBackRun } from './run/hand-back-run.js';
