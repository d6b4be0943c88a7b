import { modelAction, type JsonValue } from '@hookline/contract';
import type { Ports, WorkspaceSettings } from '@hookline/connector-kit';
import type { FindAction } from '@hookline/engine';
import { uuidv7 } from '@hookline/platform';
import type { Scope } from '@hookline/store/work';
import { openVeil } from '../connection/open-veil.js';
import type { OpenConnection } from '../run/perform-step.js';
import type { ModelRequest } from './answer-calls.js';

export type ModelMeans = {
  readonly findAction: FindAction;
  readonly openConnection: OpenConnection;
  readonly openPorts: (scope: Scope) => Ports;
  readonly settingsOf: (scope: Scope) => Promise<WorkspaceSettings>;
  /** Aborted when this process stops, or nobody waits for the answer any more. */
  readonly stopped: AbortSignal;
};

/** Asks the model of a connection, by the same action that a step asks it with. */
export async function askModel(
  scope: Scope,
  { connectionId, instruction, text }: ModelRequest,
  means: ModelMeans,
): Promise<JsonValue> {
  const { app, action: key } = modelAction;
  const action = means.findAction(app, key);
  if (!action) throw new Error(`the action ${app}/${key} is gone`);
  const veil = openVeil();
  return veil.hold(async () => {
    const ports = means.openPorts(scope);
    return action.perform({
      ...ports,
      http: veil.over(ports.http),
      input: { instruction, text },
      connection: await means.openConnection(scope, { connectionId, app, veil }),
      idempotencyKey: uuidv7().replaceAll('-', ''),
      settings: await means.settingsOf(scope),
      signal: means.stopped,
    });
  });
}
