import account from './account.json';
import attention from './attention.json';
import catchers from './catchers.json';
import connections from './connections.json';
import elsewhere from './elsewhere.json';
import faults from './faults.json';
import flowSettings from './flowSettings.json';
import gallery from './gallery.json';
import helpers from './helpers.json';
import inbox from './inbox.json';
import newFlow from './newFlow.json';
import outbox from './outbox.json';
import problems from './problems.json';
import proposal from './proposal.json';
import reasons from './reasons.json';
import runs from './runs.json';
import settings from './settings.json';
import shadow from './shadow.json';
import tables from './tables.json';

/** What the other pages need; fetched while the first one is being looked at. */
export const words = {
  account,
  attention,
  catchers,
  connections,
  elsewhere,
  faults,
  flowSettings,
  gallery,
  helpers,
  inbox,
  newFlow,
  outbox,
  problems,
  proposal,
  reasons,
  runs,
  settings,
  shadow,
  tables,
};
