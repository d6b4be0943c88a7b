import { eventStates, runStates, type EventState, type RunState } from '@hookline/contract';
import { eventSpans, type EventSpan } from '../api/event-spans.js';
import { panelTabs, type PanelTab } from '../editor/state/panel-tabs.js';
import { backPath } from './back-path.js';
import { oneOf, textOf } from './read-search.js';

type Search = Record<string, unknown>;
type Text = string | undefined;

export type InboxSearch = {
  event?: Text;
  state?: EventState | undefined;
  flow?: Text;
  text?: Text;
  span?: EventSpan | undefined;
};
/** Where the editor opens: at a step, on a tab of its panel, in a field. */
type BuildSearch = { step?: Text; tab?: PanelTab | undefined; field?: Text };
export type RunSearch = {
  status?: RunState | undefined;
  flow?: Text;
  text?: Text;
  from?: Text;
  to?: Text;
};

/** What each page keeps in its address; anything else is dropped, anything wrong is absent. */
export const searches = {
  signIn: (search: Search): { back?: Text } => ({ back: backPath(search['back']) }),
  setup: (search: Search): { token?: Text } => ({ token: textOf(search, 'token') }),
  flows: (search: Search): { text?: Text } => ({ text: textOf(search, 'text') }),
  newFlow: (search: Search): { flow?: Text; app?: Text } => ({
    flow: textOf(search, 'flow'),
    app: textOf(search, 'app'),
  }),
  build: (search: Search): BuildSearch => ({
    step: textOf(search, 'step'),
    tab: oneOf(search, 'tab', panelTabs),
    field: textOf(search, 'field'),
  }),
  versions: (search: Search): { left?: Text; right?: Text } => ({
    left: textOf(search, 'left'),
    right: textOf(search, 'right'),
  }),
  run: (search: Search): { view?: 'canvas' | undefined } => ({
    view: oneOf(search, 'view', ['canvas'] as const),
  }),
  templates: (search: Search): { install?: Text } => ({ install: textOf(search, 'install') }),
  inbox: (search: Search): InboxSearch => ({
    event: textOf(search, 'event'),
    state: oneOf(search, 'state', eventStates),
    flow: textOf(search, 'flow'),
    text: textOf(search, 'text'),
    span: oneOf(search, 'span', eventSpans),
  }),
  runs: (search: Search): RunSearch => ({
    status: oneOf(search, 'status', runStates),
    flow: textOf(search, 'flow'),
    text: textOf(search, 'text'),
    from: textOf(search, 'from'),
    to: textOf(search, 'to'),
  }),
  table: (search: Search): { text?: Text } => ({ text: textOf(search, 'text') }),
  outbox: (search: Search): { mail?: Text } => ({ mail: textOf(search, 'mail') }),
  connections: (search: Search): { add?: Text; edit?: Text } => ({
    add: textOf(search, 'add'),
    edit: textOf(search, 'edit'),
  }),
};
