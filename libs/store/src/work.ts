/**
 * The door for whoever works on runs and brings no ORM along: its start is quick and its memory small.
 */

export { scopeOf, type Scope } from './scope.js';
export {
  inTransaction,
  openPool,
  type Client,
  type Pool,
  type Pooling,
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
export {
  confirmRestore,
  isRestored,
  readRestoredMode,
  type RestoredMode,
} from './backup/confirm-restore.js';
export {
  claimRuns,
  type Claim,
  type ClaimedEvent,
  type ClaimedRun,
  type ClaimShares,
  type Lane,
} from './run/claim-runs.js';
export { measureQueue, type QueueMeasure } from './run/measure-queue.js';
export { extendLeases } from './run/extend-leases.js';
export { inRunTransaction } from './run/in-run-transaction.js';
export { readJournal } from './run/read-journal.js';
export { releaseIdleLines, releaseTurns, type Line } from './run/release-turns.js';
export {
  recordProgress,
  recordProgressAgain,
  type ProgressAnswer,
  type RunProgress,
} from './run/record-progress.js';
export { createAnnouncer, hearAnnouncements } from './live/announce.js';
export { openBell, type Bell } from './live/open-bell.js';
export { freeLeases, listLeaseHolders } from './run/free-leases.js';
export {
  checkBalance,
  countBalanceFaults,
  type BalanceCheck,
  type BalanceFault,
  type BalanceFinding,
} from './balance/check-balance.js';
export {
  markConnection,
  releaseConnectionRuns,
  readSealedConnection,
  type ReadConnection,
} from './connection/mark-connection.js';
export { renewConnection } from './connection/renew-connection.js';
export {
  countTableRows,
  findTable,
  listTableColumns,
  listTables,
  type FoundTable,
  type TableRecord,
} from './table/find-table.js';
export { checkTableValues } from './table/check-table-values.js';
export { findOrInsertTableRow } from './table/find-or-insert-table-row.js';
export { findTableRow, type Sought } from './table/find-table-row.js';
export { insertTableRow, type NewRow, type TableRowRecord } from './table/insert-table-row.js';
export { TableProblem, type ColumnFault } from './table/table-problem.js';
export { updateTableRow } from './table/update-table-row.js';
export { catchMail, type MailToCatch } from './outbox/catch-mail.js';
export { answerCall, findAwaitedCalls, takeCalls, type TakenCall } from './call/take-calls.js';
export { forgetOldRows } from './database/forget-old-rows.js';
export { dropHistory, type Dropped, type KeptPart } from './history/drop-history.js';
export { countOldParts } from './history/list-parts.js';
export { readVersion } from './flow/read-version.js';
export { readSettings } from './account/read-settings.js';
export { readDraft } from './flow/read-draft.js';
export { readEventContent, type WholeEvent } from './event/read-event-content.js';
export { isDatabaseOutage, isPassing } from './database/is-database-outage.js';
export { handBackRun } from './run/hand-back-run.js';
export { handBackUnheld } from './run/hand-back-unheld.js';
export { readSessionFaults } from './database/judge-sessions.js';
export { checkRollup, type RollupFault } from './ledger/check-rollup.js';
export { foldLedger, type Folded, type Folding } from './ledger/fold-ledger.js';
export { findFlowsToFold, foldEvents, type FlowToFold } from './field/fold-events.js';
export { createReplyNotes } from './live/reply-notes.js';
export {
  claimRegistrations,
  dropRegistration,
  keepRegisteredSecret,
  settleRegistration,
  type ClaimedRegistration,
  type RegistrationEnd,
} from './registration/claim-registrations.js';
export { leaveBehind } from './registration/leave-behind.js';
export { findRelatives, type RegistrationRelative } from './registration/find-relatives.js';
export { findSuccessor, replaceSealed } from './registration/find-successor.js';
export {
  countPastEvents,
  listPastEvents,
  type PastEvent,
  type PastRun,
} from './shadow/list-past-events.js';
export { readShadowSubject, type ShadowSubject } from './shadow/read-shadow-subject.js';
