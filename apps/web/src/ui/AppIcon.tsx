import {
  IconApi,
  IconBolt,
  IconBrandTelegram,
  IconForms,
  IconMail,
  IconShoppingCart,
  IconTable,
  IconUsers,
  IconWebhook,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';
import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createElement } from 'react';
import { catalogQuery } from '../api/catalog.js';
import { useSay } from '../words/use-say.js';
import './AppIcon.css';

/** Icons that the catalogue may name; an unknown name gets the bolt. */
const icons = new Map<string, Icon>([
  ['api', IconApi],
  ['forms', IconForms],
  ['form', IconForms],
  ['mail', IconMail],
  ['shopping-cart', IconShoppingCart],
  ['table', IconTable],
  ['telegram', IconBrandTelegram],
  ['brand-telegram', IconBrandTelegram],
  ['tilda', IconForms],
  ['users', IconUsers],
  ['webhook', IconWebhook],
  ['world', IconWorld],
  ['http', IconWorld],
]);

const safeColor = (color: string) => (/^#[0-9a-f]{3,8}$/i.test(color) ? color : '#6d727c');

/** An app by its icon and colour, named for those who cannot tell it by them. */
export function AppIcon({ app, size = 24 }: { app: string; size?: number }) {
  const say = useSay();
  const { data } = useQuery(catalogQuery);
  const known = data?.apps.find((candidate) => candidate.key === app);
  const label = known === undefined ? app : say(known.label);
  return (
    <Tooltip label={label}>
      <span
        className="hl-app-icon"
        role="img"
        aria-label={label}
        style={{ width: size, height: size, color: safeColor(known?.color ?? '') }}
      >
        {createElement(icons.get(known?.icon ?? app) ?? IconBolt, {
          size: Math.round(size * 0.66),
          stroke: 1.8,
          'aria-hidden': true,
        })}
      </span>
    </Tooltip>
  );
}

/** The path of a flow at a glance: its source, then what it acts on. */
export function AppPath({ apps }: { apps: readonly string[] }) {
  const shown = apps.slice(0, 4);
  return (
    <span className="hl-app-path">
      {shown.map((app, index) => (
        <AppIcon key={`${app}-${index}`} app={app} />
      ))}
      {apps.length > shown.length && <span>+{apps.length - shown.length}</span>}
    </span>
  );
}
