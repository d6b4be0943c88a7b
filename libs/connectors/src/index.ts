import type { Action, Connector, ReceiverPreset, Registration } from '@hookline/connector-kit';
import { ai } from './ai/ai.connector.js';
import { email } from './email/email.connector.js';
import { http } from './http/http.connector.js';
import { tables } from './tables/tables.connector.js';
import { telegram } from './telegram/telegram.connector.js';
import { receivers } from './receivers.js';
import { registrations } from './registrations.js';

export { renderReceiverPage } from './docs/render-receiver-page.js';

/** In the order in which the editor offers them. */
export const connectors: readonly Connector[] = [email, http, tables, telegram, ai];

export { receivers, registrations };

const actions: ReadonlyMap<string, Action> = new Map(
  connectors.flatMap((each) => each.actions.map((action) => [`${each.key}/${action.key}`, action])),
);
const presets: ReadonlyMap<string, ReceiverPreset> = new Map(
  receivers.map((preset) => [`${preset.app}/${preset.event}`, preset]),
);

export function findAction(app: string, key: string): Action | null {
  return actions.get(`${app}/${key}`) ?? null;
}

export function findReceiver(app: string, event: string): ReceiverPreset | null {
  return presets.get(`${app}/${event}`) ?? null;
}

/** How the address of a flow with this source is made known to its sender; `null`: by hand alone. */
export function findRegistration(app: string, event: string): Registration | null {
  return registrations.find((each) => each.app === app && each.event === event) ?? null;
}

export function findConnector(app: string): Connector | null {
  return connectors.find((each) => each.key === app) ?? null;
}
