import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { ApiFault } from '../api/api-fault.js';
import { meQuery } from '../api/account.js';
import { backPath } from './back-path.js';
import { searches } from './searches.js';
import { unlessNewBuild } from '../ui/late.js';
import { withWords } from '../words/set-up.js';
import { Shell } from './Shell.js';

const latePage: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(() => unlessNewBuild(load), name);

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()();

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: searches.signIn,
  component: latePage(() => withWords(import('../account/SignInPage.js')), 'SignInPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: searches.setup,
  component: latePage(() => withWords(import('../account/SetupPage.js')), 'SetupPage'),
});

/** Everything inside needs a session; without one the reader signs in and comes back. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (fault) {
      if (!(fault instanceof ApiFault) || fault.code !== 'not_signed_in') throw fault;
      throw redirect({ to: '/sign-in', search: { back: backPath(location.href) } });
    }
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: latePage(() => import('../home/HomePage.js'), 'HomePage'),
});

const flows = createRoute({
  getParentRoute: () => inside,
  path: '/flows',
  validateSearch: searches.flows,
  component: latePage(() => import('../flows/FlowListPage.js'), 'FlowListPage'),
});

const newFlow = createRoute({
  getParentRoute: () => inside,
  path: '/flows/new',
  validateSearch: searches.newFlow,
  component: latePage(() => withWords(import('../flows/new/NewFlowPage.js')), 'NewFlowPage'),
});

const flow = createRoute({
  getParentRoute: () => inside,
  path: '/flows/$flowId',
  component: latePage(() => import('../flows/FlowPage.js'), 'FlowPage'),
});

const flowBuild = createRoute({
  getParentRoute: () => flow,
  path: '/',
  validateSearch: searches.build,
  component: latePage(() => import('../flows/BuildTab.js'), 'BuildTab'),
});

const flowInbox = createRoute({
  getParentRoute: () => flow,
  path: 'inbox',
  validateSearch: searches.inbox,
  component: latePage(() => withWords(import('../flows/InboxTab.js')), 'InboxTab'),
});

const flowRuns = createRoute({
  getParentRoute: () => flow,
  path: 'runs',
  validateSearch: searches.runs,
  component: latePage(() => withWords(import('../flows/RunsTab.js')), 'RunsTab'),
});

const flowVersions = createRoute({
  getParentRoute: () => flow,
  path: 'versions',
  validateSearch: searches.versions,
  component: latePage(() => withWords(import('../flows/VersionsTab.js')), 'VersionsTab'),
});

const flowSettings = createRoute({
  getParentRoute: () => flow,
  path: 'settings',
  component: latePage(() => withWords(import('../flows/SettingsTab.js')), 'SettingsTab'),
});

const templates = createRoute({
  getParentRoute: () => inside,
  path: '/templates',
  validateSearch: searches.templates,
  component: latePage(() => withWords(import('../gallery/GalleryPage.js')), 'GalleryPage'),
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  validateSearch: searches.inbox,
  component: latePage(() => withWords(import('../inbox/InboxPage.js')), 'InboxPage'),
});

const catchers = createRoute({
  getParentRoute: () => inside,
  path: '/catchers',
  component: latePage(() => withWords(import('../catchers/CatcherListPage.js')), 'CatcherListPage'),
});

const catcher = createRoute({
  getParentRoute: () => inside,
  path: '/catchers/$catcherId',
  validateSearch: searches.inbox,
  component: latePage(() => withWords(import('../catchers/CatcherPage.js')), 'CatcherPage'),
});

const runs = createRoute({
  getParentRoute: () => inside,
  path: '/runs',
  validateSearch: searches.runs,
  component: latePage(() => withWords(import('../runs/RunListPage.js')), 'RunListPage'),
});

const run = createRoute({
  getParentRoute: () => inside,
  path: '/runs/$runId',
  validateSearch: searches.run,
  component: latePage(() => withWords(import('../runs/RunPage.js')), 'RunPage'),
});

const attention = createRoute({
  getParentRoute: () => inside,
  path: '/attention',
  component: latePage(() => withWords(import('../attention/AttentionPage.js')), 'AttentionPage'),
});

const tables = createRoute({
  getParentRoute: () => inside,
  path: '/tables',
  component: latePage(() => withWords(import('../tables/TableListPage.js')), 'TableListPage'),
});

const table = createRoute({
  getParentRoute: () => inside,
  path: '/tables/$name',
  validateSearch: searches.table,
  component: latePage(() => withWords(import('../tables/TablePage.js')), 'TablePage'),
});

const outbox = createRoute({
  getParentRoute: () => inside,
  path: '/outbox',
  validateSearch: searches.outbox,
  component: latePage(() => withWords(import('../outbox/OutboxPage.js')), 'OutboxPage'),
});

const connections = createRoute({
  getParentRoute: () => inside,
  path: '/connections',
  validateSearch: searches.connections,
  component: latePage(
    () => withWords(import('../connections/ConnectionsPage.js')),
    'ConnectionsPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: latePage(() => withWords(import('../settings/SettingsPage.js')), 'SettingsPage'),
});

export const routeTree = root.addChildren([
  signIn,
  setup,
  inside.addChildren([
    home,
    flows,
    newFlow,
    flow.addChildren([flowBuild, flowInbox, flowRuns, flowVersions, flowSettings]),
    templates,
    inbox,
    catchers,
    catcher,
    runs,
    run,
    attention,
    tables,
    table,
    outbox,
    connections,
    settings,
  ]),
]);
