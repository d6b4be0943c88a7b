export * from './work.js';
export { DatabaseUnreachable, explainUnreachable } from './database/explain-unreachable.js';
export {
  DatabaseRefused,
  findServerFaults,
  readServerFaults,
  type ServerFacts,
} from './database/judge-server.js';
export { migrate, migrateBy, pendingMigrations } from './database/migrate.js';
export { type ArchiveHead } from './backup/archive-head.js';
export { ArchiveRefused } from './backup/frame.js';
export { readArchive, verifyArchive, type Archive } from './backup/read-archive.js';
export { restoreArchive } from './backup/restore-archive.js';
export { type Settled } from './backup/settle-restored.js';
export { writeArchive } from './backup/write-archive.js';
export { acceptEvents, type Acceptance } from './event/accept-events.js';
export type { ArrivedEvent } from './event/arrived-event.js';
export { acceptWithFiles, type Arrival, type ArrivedFile } from './event/accept-with-files.js';
export { findFirstEvent } from './event/find-first-event.js';
export { findHook, hashToken, type Hook, type Reading } from './event/find-hook.js';
export { findFed } from './feed/find-fed.js';
export { findFeeding, type FedFlow, type Feeding } from './feed/find-feeding.js';
export { judgeFeed, type FeedTrouble, type JudgedFeed } from './feed/judge-feed.js';
export { keepFeed, lockFeeds, type KeptFeed } from './feed/keep-feed.js';
export { listMains } from './feed/list-mains.js';
export { countBacklogs } from './run/count-backlogs.js';
export { inStore, onClient, openStore, type OpenStore, type Store } from './database/open-store.js';
export { historyOf, openHistory, type History } from './database/open-history.js';
export { isPrepared } from './database/preparing-client.js';
export { isUuid } from './database/is-uuid.js';
export { storable } from './database/storable-json.js';
export type { Page } from './database/cut-page.js';
export { findCatcher, listCatchers, type CatcherRecord } from './catcher/find-catchers.js';
export { changeCatcher, createCatcher } from './catcher/save-catcher.js';
export { deleteCatcher } from './catcher/delete-catcher.js';
export { createFlow } from './flow/create-flow.js';
export { deleteFlow } from './flow/delete-flow.js';
export { findLiveTrigger } from './flow/find-live-trigger.js';
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
export { findEventRuns, type EventRun } from './event/find-event-runs.js';
export { searchEvents, type EventSearch, type FoundEvents } from './event/search-events.js';
export { listSeenFields } from './field/list-seen-fields.js';
export { pinSample, type Pinning } from './flow/pin-sample.js';
export {
  findRunOfEvent,
  readReplies,
  type AskedReply,
  type FoundReply,
} from './run/read-replies.js';
export { countQuarantine } from './event/count-quarantine.js';
export { quarantineMark } from './event/quarantine-mark.js';
export { settleHeld, type Decision, type Settlement } from './event/settle-held.js';
export { cancelRun, type RunChange } from './run/cancel-run.js';
export { findRun, type RunRecord } from './run/find-run.js';
export { listRuns, type ListedRun, type RunFilter } from './run/list-runs.js';
export { replayRun, type Replay, type Replaying } from './run/replay-run.js';
export { resolveRun } from './run/resolve-run.js';
export { listFloods, type FloodRecord } from './event/list-floods.js';
export { listAttention, type AttentionRecord } from './run/list-attention.js';
export { runByHand, type HandRun } from './run/run-by-hand.js';
export { beginReplay } from './replay/begin-replay.js';
export { cancelReplay, findReplay, listReplays, type ReplayRecord } from './replay/find-replay.js';
export { type ReplayWay } from './replay/judge-replay.js';
export { planReplay, type ReplayPlanning } from './replay/plan-replay.js';
export { workReplay, type WorkedBatch } from './replay/work-replay.js';
export { readBalance, type BalanceRecord } from './balance/read-balance.js';
export {
  findConnection,
  listConnections,
  type ConnectionRecord,
} from './connection/list-connections.js';
export {
  createConnection,
  deleteConnection,
  updateConnection,
  type KeptValues,
  type SealedConnection,
} from './connection/save-connection.js';
export { createTable, updateColumns } from './table/create-table.js';
export { deleteTable } from './table/delete-table.js';
export { deleteTableRow, listTableRows } from './table/list-table-rows.js';
export { findMail, listMails, type MailRecord } from './outbox/list-mails.js';
export { pollCall, withdrawCall, type PolledCall } from './call/poll-call.js';
export {
  askCall,
  askCallWithin,
  dropCall,
  readCall,
  type CallAnswer,
  type CallKind,
} from './call/ask-call.js';
export { findConnectionApps } from './connection/find-connection-apps.js';
export { findFilledFields } from './connection/find-filled-fields.js';
export {
  findFlowsOfSource,
  findRegistration,
  retryRegistration,
  type RegistrationRecord,
} from './registration/find-registration.js';
export {
  forgetLeftBehind,
  listLeftBehind,
  type LeftBehind,
} from './registration/list-left-behind.js';
export {
  leaveRegistrations,
  wantRegistration,
  type WantedRegistration,
} from './registration/want-registration.js';
