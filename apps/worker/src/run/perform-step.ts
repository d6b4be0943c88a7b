import type { JsonObject, JsonValue } from '@hookline/contract';
import {
  NeedsReconnect,
  NotNow,
  Unavailable,
  type ActionCall,
  type Ports,
  type Verdict,
  type WorkspaceSettings,
} from '@hookline/connector-kit';
import type { StepCall } from '@hookline/engine';
import { within } from '@hookline/platform';
import { isDatabaseOutage, type Scope } from '@hookline/store/work';
import { openVeil, type Veil } from '../connection/open-veil.js';

/**
 * How a connection's values are found: unsealed, or refused because it waits for its owner. The veil is that
 * of the call that needs them.
 */
export type OpenConnection = (
  scope: Scope,
  given: { connectionId: string; app: string; veil: Veil },
) => Promise<JsonObject>;

export type StepMeans = {
  readonly scope: Scope;
  readonly settings: WorkspaceSettings;
  readonly openConnection: OpenConnection;
  /** The ports of one call; the signal ends what it has under way. */
  readonly openPorts: (call: StepCall, signal: AbortSignal) => Ports;
};

const databasePauseMs = 1_000;

/** Calls a connector's action with its connection, its ports and its time limit. */
export async function performStep(call: StepCall, means: StepMeans): Promise<JsonValue> {
  const veil = openVeil();
  return veil.hold(() =>
    withinTime(call, async (signal) =>
      call.action.perform(await prepare(call, { means, veil, signal })),
    ),
  );
}

/** Asks the action whether an effect with an unknown outcome has happened. */
export async function verifyStep(call: StepCall, means: StepMeans): Promise<Verdict> {
  const { verify } = call.action;
  if (!verify) return { happened: 'unknown' };
  const veil = openVeil();
  const verdict = await veil.hold(() =>
    withinTime(call, async (signal) => verify(await prepare(call, { means, veil, signal }))),
  );
  if (verdict.happened !== 'unknown' || verdict.because === undefined) return verdict;
  return { ...verdict, because: veil.hide(verdict.because) };
}

async function prepare(
  call: StepCall,
  { means, veil, signal }: { means: StepMeans; veil: Veil; signal: AbortSignal },
): Promise<ActionCall<JsonObject>> {
  const { connectionId, app } = call;
  const connection =
    connectionId === null ? null : await openConnection({ connectionId, app, veil }, means);
  if (connection === null && call.action.connection === 'required') {
    throw new NeedsReconnect('this step has no connection; choose one', {
      why: { code: 'connection_none' },
    });
  }
  const { http, mail, tables } = means.openPorts(call, signal);
  return {
    http: veil.over(http),
    mail,
    tables,
    input: call.input,
    connection,
    idempotencyKey: call.idempotencyKey,
    settings: means.settings,
    signal,
  };
}

/** Nothing has left the house yet: that our own database was away for a moment costs the run no try. */
async function openConnection(
  given: { connectionId: string; app: string; veil: Veil },
  means: StepMeans,
): Promise<JsonObject> {
  try {
    return await means.openConnection(means.scope, given);
  } catch (error) {
    if (!isDatabaseOutage(error)) throw error;
    throw new NotNow('Hookline could not reach its own database to open the connection', {
      waitMs: databasePauseMs,
      why: { code: 'database_away' },
    });
  }
}

/** An action that does not end in its time may have had its effect: the outcome is unknown. */
function withinTime<T>(call: StepCall, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  return within(call.timeoutMs, work(abort.signal), () => {
    abort.abort();
    const secs = call.timeoutMs / 1_000;
    return new Unavailable(`the step did not end within ${secs} seconds`, {
      sent: 'maybe',
      why: { code: 'step_late', values: { secs } },
    });
  });
}
