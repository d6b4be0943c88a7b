import { CreateAccountsAndFlows1763755200000 } from './1763755200000-create-accounts-and-flows.js';
import { CreateEventsAndRuns1763755260000 } from './1763755260000-create-events-and-runs.js';

/** All migrations, oldest first. */
export const migrations = [
  CreateAccountsAndFlows1763755200000,
  CreateEventsAndRuns1763755260000,
] as const;
