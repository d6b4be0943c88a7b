import common from './common.json';
import editor from './editor.json';
import errors from './errors.json';
import fields from './fields.json';
import flows from './flows.json';
import home from './home.json';
import shell from './shell.json';
import states from './states.json';

/** What the first picture of the product needs. */
export const words = {
  common,
  editor,
  errors,
  fields,
  flows,
  home,
  shell,
  states,
};
