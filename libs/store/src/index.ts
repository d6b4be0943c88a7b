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
export { isSystemicFailure, sqlState } from './database/classify-failure.js';
export { migrate, pendingMigrations } from './database/migrate.js';
export { acceptEvents, type Acceptance, type ArrivedEvent } from './event/accept-events.js';
export { acceptWithFiles, type ArrivedFile } from './event/accept-with-files.js';
export { findFirstEvent } from './event/find-first-event.js';
export { findHook, hashToken, type Hook } from './event/find-hook.js';
export {
  claimRuns,
  type ClaimedEvent,
  type ClaimedRun,
  type ClaimOptions,
} from './run/claim-runs.js';
export { extendLeases } from './run/extend-leases.js';
export { inRunTransaction } from './run/in-run-transaction.js';
export { readJournal } from './run/read-journal.js';
export { recordProgress, type ProgressAnswer, type RunProgress } from './run/record-progress.js';
export { createAnnouncer, hearAnnouncements } from './live/announce.js';
export { forgetOldRows } from './database/forget-old-rows.js';
export { readVersion } from './flow/read-version.js';
export { readSettings } from './account/read-settings.js';
export { readDraft } from './flow/read-draft.js';
export { readEventContent } from './event/read-event-content.js';
