import account from './account.json';
import attention from './attention.json';
import catchers from './catchers.json';
import common from './common.json';
import connections from './connections.json';
import editor from './editor.json';
import elsewhere from './elsewhere.json';
import errors from './errors.json';
import faults from './faults.json';
import fields from './fields.json';
import flowSettings from './flowSettings.json';
import flows from './flows.json';
import gallery from './gallery.json';
import helpers from './helpers.json';
import home from './home.json';
import inbox from './inbox.json';
import newFlow from './newFlow.json';
import outbox from './outbox.json';
import problems from './problems.json';
import proposal from './proposal.json';
import reasons from './reasons.json';
import runs from './runs.json';
import settings from './settings.json';
import shadow from './shadow.json';
import shell from './shell.json';
import states from './states.json';
import tables from './tables.json';

export const words = {
  account,
  attention,
  catchers,
  common,
  connections,
  editor,
  elsewhere,
  errors,
  faults,
  fields,
  flowSettings,
  flows,
  gallery,
  helpers,
  home,
  inbox,
  newFlow,
  outbox,
  problems,
  proposal,
  reasons,
  runs,
  settings,
  shadow,
  shell,
  states,
  tables,
};
