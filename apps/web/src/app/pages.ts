import {
  IconApps,
  IconHome,
  IconInbox,
  IconListCheck,
  IconMail,
  IconPlug,
  IconRoute,
  IconSettings,
  IconTable,
} from '@tabler/icons-react';

/** The map of the product, in the order in which the rail and the palette show it. */
export const pages = [
  { to: '/', word: 'home', icon: IconHome },
  { to: '/flows', word: 'flows', icon: IconRoute },
  { to: '/templates', word: 'templates', icon: IconApps },
  { to: '/inbox', word: 'inbox', icon: IconInbox },
  { to: '/runs', word: 'runs', icon: IconListCheck },
  { to: '/tables', word: 'tables', icon: IconTable },
  { to: '/outbox', word: 'outbox', icon: IconMail },
  { to: '/connections', word: 'connections', icon: IconPlug },
  { to: '/settings', word: 'settings', icon: IconSettings },
] as const;
