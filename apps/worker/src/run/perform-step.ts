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
import { isDatabaseOutage, type Scope } from '@hookline/store/work';

/** How a connection's values are found: unsealed, or refused because it waits for its owner. */
export type OpenConnection = (
  scope: Scope,
  given: { connectionId: string; app: string },
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
  return withinTime(call, async (signal) =>
    call.action.perform(await prepare(call, means, signal)),
  );
}

/** Asks the action whether an effect with an unknown outcome has happened. */
export async function verifyStep(call: StepCall, means: StepMeans): Promise<Verdict> {
  const { verify } = call.action;
  if (!verify) return { happened: 'unknown' };
  return withinTime(call, async (signal) => verify(await prepare(call, means, signal)));
}

async function prepare(
  call: StepCall,
  means: StepMeans,
  signal: AbortSignal,
): Promise<ActionCall<JsonObject>> {
  const connection =
    call.connectionId === null ? null : await openConnection(call.connectionId, call.app, means);
  if (connection === null && call.action.connection === 'required') {
    throw new NeedsReconnect('this step has no connection; choose one', {
      why: { code: 'connection_none' },
    });
  }
  return {
    ...means.openPorts(call, signal),
    input: call.input,
    connection,
    idempotencyKey: call.idempotencyKey,
    settings: means.settings,
    signal,
  };
}

/** Nothing has left the house yet: that our own database was away for a moment costs the run no try. */
async function openConnection(
  connectionId: string,
  app: string,
  means: StepMeans,
): Promise<JsonObject> {
  try {
    return await means.openConnection(means.scope, { connectionId, app });
  } catch (error) {
    if (!isDatabaseOutage(error)) throw error;
    throw new NotNow('Hookline could not reach its own database to open the connection', {
      waitMs: databasePauseMs,
      why: { code: 'database_away' },
    });
  }
}

/** An action that does not end in its time may have had its effect: the outcome is unknown. */
async function withinTime<T>(
  call: StepCall,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new Unavailable(`the step did not end within ${call.timeoutMs / 1_000} seconds`, {
          sent: 'maybe',
          why: { code: 'step_late', values: { secs: call.timeoutMs / 1_000 } },
        }),
      );
      abort.abort();
    }, call.timeoutMs);
  });
  try {
    return await Promise.race([work(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
