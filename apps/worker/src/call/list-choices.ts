import { Rejected, type Connector, type Ports } from '@hookline/connector-kit';
import type { JsonValue } from '@hookline/contract';
import type { Scope } from '@hookline/store/work';
import { openVeil } from '../connection/open-veil.js';
import type { OpenConnection } from '../run/perform-step.js';
import type { ChoicesRequest } from './answer-calls.js';

/** Asks an app for the values of a choice. */
export async function listChoices(
  scope: Scope,
  request: ChoicesRequest,
  means: {
    findConnector: (app: string) => Connector | null;
    openConnection: OpenConnection;
    openPorts: (scope: Scope) => Ports;
  },
): Promise<JsonValue> {
  const look = means.findConnector(request.app)?.choices?.[request.choices];
  if (!look) {
    throw new Rejected(`there is no list "${request.choices}" for this app`, {
      why: { code: 'list_unknown' },
    });
  }
  const { connectionId, app, input } = request;
  const veil = openVeil();
  const choices = await veil.hold(async () => {
    const connection =
      connectionId === null ? null : await means.openConnection(scope, { connectionId, app, veil });
    const ports = means.openPorts(scope);
    return look({ ...ports, http: veil.over(ports.http), connection, input });
  });
  return choices.map(({ value, label: { en, ru = en, uk = en } }) => ({
    value,
    label: { en, ru, uk },
  }));
}
