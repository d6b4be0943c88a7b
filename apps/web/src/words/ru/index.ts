import account from './account.json';
import common from './common.json';
import editor from './editor.json';
import errors from './errors.json';
import fields from './fields.json';
import flows from './flows.json';
import inbox from './inbox.json';
import newFlow from './newFlow.json';
import runs from './runs.json';
import shell from './shell.json';
import states from './states.json';

export const words = {
  account,
  common,
  editor,
  errors,
  fields,
  flows,
  inbox,
  newFlow,
  runs,
  shell,
  states,
};
