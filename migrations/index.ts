import { CreateAccountsAndFlows1763755200000 } from './1763755200000-create-accounts-and-flows.js';
import { CreateEventsAndRuns1763755260000 } from './1763755260000-create-events-and-runs.js';
import { AddBalanceAndReplays1763841600000 } from './1763841600000-add-balance-and-replays.js';
import { AddTurnsAndFairClaims1763928000000 } from './1763928000000-add-turns-and-fair-claims.js';
import { NameFlowVersions1763931600000 } from './1763931600000-name-flow-versions.js';
import { AddRestoredMode1763949600000 } from './1763949600000-add-restored-mode.js';
import { AddInspector1764028800000 } from './1764028800000-add-inspector.js';
import { AddRegistrations1764032400000 } from './1764032400000-add-registrations.js';
import { AddGrowthIndexes1764036000000 } from './1764036000000-add-growth-indexes.js';
import { AddLedgerRollup1764036001000 } from './1764036001000-add-ledger-rollup.js';
import { NameWhoAnswered1764040000000 } from './1764040000000-name-who-answered.js';
import { AddHookFeeds1764043200000 } from './1764043200000-add-hook-feeds.js';
import { AddCatchers1764050000000 } from './1764050000000-add-catchers.js';
import { TellWhyConnectionsFail1764053600000 } from './1764053600000-tell-why-connections-fail.js';
import { NameTheRequestOfABatch1764072000000 } from './1764072000000-name-the-request-of-a-batch.js';
import { TellWhyRegistrationsFail1764079200000 } from './1764079200000-tell-why-registrations-fail.js';
import { KeepBothKeysInQuarantine1764079201000 } from './1764079201000-keep-both-keys-in-quarantine.js';
import { CountWhatAnEntryStandsFor1764079202000 } from './1764079202000-count-what-an-entry-stands-for.js';
import { BeginIdsAtZero1764079203000 } from './1764079203000-begin-ids-at-zero.js';
import { CutHistoryByMonth1764093600000 } from './1764093600000-cut-history-by-month.js';
import { AddRetention1764144000000 } from './1764144000000-add-retention.js';
import { OfferTheOwnerLink1764154800000 } from './1764154800000-offer-the-owner-link.js';

export { addCheck } from './live/add-check.js';
export { buildIndex, HeldTooLong } from './live/build-index.js';
export type { Connection } from './live/connection.js';
export { fillInBatches } from './live/fill-in-batches.js';

/** All migrations, oldest first. */
export const migrations = [
  CreateAccountsAndFlows1763755200000,
  CreateEventsAndRuns1763755260000,
  AddBalanceAndReplays1763841600000,
  AddTurnsAndFairClaims1763928000000,
  NameFlowVersions1763931600000,
  AddRestoredMode1763949600000,
  AddInspector1764028800000,
  AddRegistrations1764032400000,
  AddGrowthIndexes1764036000000,
  AddLedgerRollup1764036001000,
  NameWhoAnswered1764040000000,
  AddHookFeeds1764043200000,
  AddCatchers1764050000000,
  TellWhyConnectionsFail1764053600000,
  NameTheRequestOfABatch1764072000000,
  TellWhyRegistrationsFail1764079200000,
  KeepBothKeysInQuarantine1764079201000,
  CountWhatAnEntryStandsFor1764079202000,
  BeginIdsAtZero1764079203000,
  CutHistoryByMonth1764093600000,
  AddRetention1764144000000,
  OfferTheOwnerLink1764154800000,
] as const;
