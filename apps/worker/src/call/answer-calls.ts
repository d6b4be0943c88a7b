import { z } from 'zod';
import type { JsonValue } from '@hookline/contract';
import { ConnectorError } from '@hookline/connector-kit';
import { plainWhy } from '@hookline/engine';
import type { Logger } from '@hookline/platform';
import { answerCall, takeCalls, type Pool, type Scope, type TakenCall } from '@hookline/store/work';
import { asJson } from './as-json.js';
import { watchWithdrawn } from './watch-withdrawn.js';

const asked = {
  check_connection: z.object({ connectionId: z.string() }),
  list_choices: z.object({
    app: z.string(),
    choices: z.string(),
    connectionId: z.string().nullable(),
    input: z.record(z.string(), z.json()),
  }),
  test_step: z.object({
    flowId: z.string(),
    stepId: z.string(),
    eventId: z.string().nullable(),
    payload: z.json().optional(),
    outputs: z.record(z.string(), z.json()),
  }),
  shadow_run: z.object({
    flowId: z.string(),
    revision: z.number().int(),
    cursor: z.string().nullable(),
    limit: z.number().int().min(1).max(100),
    reads: z.enum(['records', 'allowed']),
  }),
  ask_model: z.object({
    connectionId: z.string(),
    instruction: z.string(),
    text: z.string(),
  }),
};

export type CheckRequest = z.infer<typeof asked.check_connection>;
export type ChoicesRequest = z.infer<typeof asked.list_choices>;
export type TestRequest = z.infer<typeof asked.test_step>;
export type ShadowRequest = z.infer<typeof asked.shadow_run>;
export type ModelRequest = z.infer<typeof asked.ask_model>;

export type CallHandlers = {
  readonly check_connection: (scope: Scope, request: CheckRequest) => Promise<JsonValue>;
  readonly list_choices: (scope: Scope, request: ChoicesRequest) => Promise<JsonValue>;
  readonly test_step: (scope: Scope, request: TestRequest) => Promise<JsonValue>;
  readonly shadow_run: (scope: Scope, request: ShadowRequest) => Promise<JsonValue>;
  readonly ask_model: (
    scope: Scope,
    request: ModelRequest,
    withdrawn: AbortSignal,
  ) => Promise<JsonValue>;
};

const atOnce = 12;
/** Of their own, as they are long; a workspace has half of them at most, by the API's limit. */
const modelsAtOnce = 6;

type Given = { readonly pool: Pool; readonly handlers: CallHandlers; readonly log: Logger };

export type CallDesk = {
  /** Takes what there is, as far as there is room; it does not wait for the answers. */
  readonly take: () => Promise<void>;
  /** Waits until everything that was taken is answered. */
  readonly settle: () => Promise<void>;
};

/**
 * Takes what the editor has asked of the outside world, and writes the answers. A model may think for more
 * than a minute, and nobody who only tests a connection waits behind it.
 * @param onRoom told when there is room again after there was none.
 */
export function openCallDesk(given: Given, onRoom: () => void): CallDesk {
  const watch = watchWithdrawn(given);
  const rooms = [
    openRoom(given, {
      places: atOnce,
      ofModels: false,
      onRoom,
      begin: (call) => answer(call, given, never),
    }),
    openRoom(given, {
      places: modelsAtOnce,
      ofModels: true,
      onRoom,
      begin: (call) => {
        const watched = watch(call);
        return answer(call, given, watched.signal).finally(watched.end);
      },
    }),
  ];
  return {
    take: async () => {
      for (const room of rooms) await room.take();
    },
    settle: async () => {
      await Promise.all(rooms.map((room) => room.settle()));
    },
  };
}

const never = new AbortController().signal;

type Room = {
  readonly places: number;
  readonly ofModels: boolean;
  readonly onRoom: () => void;
  readonly begin: (call: TakenCall) => Promise<void>;
};

/** So many questions at once; what is in one room never waits for the other. */
function openRoom({ pool }: Given, { places, ofModels, onRoom, begin }: Room): CallDesk {
  const underWay = new Set<Promise<void>>();
  const start = (call: TakenCall): void => {
    const work: Promise<void> = begin(call).finally(() => {
      underWay.delete(work);
      if (underWay.size === places - 1) onRoom();
    });
    underWay.add(work);
  };
  return {
    take: async () => {
      for (let room = places - underWay.size; room > 0; room = places - underWay.size) {
        const calls = await takeCalls(pool, { limit: room, ofModels });
        calls.forEach(start);
        if (calls.length < room) return;
      }
    },
    settle: async () => {
      await Promise.all(underWay);
    },
  };
}

async function answer(
  { scope, id, kind, request }: TakenCall,
  given: Given,
  withdrawn: AbortSignal,
): Promise<void> {
  try {
    const answered = await handle(scope, { kind, request, withdrawn }, given);
    await answerCall(scope, given.pool, { id, answer: answered });
  } catch (error) {
    given.log.warn(
      { kind, err: error },
      'an answer could not be written; its asker gives up by itself',
    );
  }
}

type Asked = {
  readonly kind: string;
  readonly request: JsonValue;
  readonly withdrawn: AbortSignal;
};

async function handle(
  scope: Scope,
  call: Asked,
  { handlers, log }: { handlers: CallHandlers; log: Logger },
): Promise<JsonValue> {
  try {
    return { ok: true, value: await dispatch(scope, call, handlers) };
  } catch (error) {
    if (error instanceof ConnectorError) {
      const { code, message, why } = error;
      return asJson({ ok: false, code, message, ...(why && { why: plainWhy(why) }) });
    }
    log.error({ kind: call.kind, err: error }, 'a call failed by a defect of ours');
    return { ok: false, code: 'internal', message: 'Something went wrong inside Hookline.' };
  }
}

function dispatch(scope: Scope, call: Asked, handlers: CallHandlers): Promise<JsonValue> {
  switch (call.kind) {
    case 'check_connection':
      return handlers.check_connection(scope, asked.check_connection.parse(call.request));
    case 'list_choices':
      return handlers.list_choices(scope, asked.list_choices.parse(call.request));
    case 'test_step':
      return handlers.test_step(scope, asked.test_step.parse(call.request));
    case 'shadow_run':
      return handlers.shadow_run(scope, asked.shadow_run.parse(call.request));
    case 'ask_model':
      return handlers.ask_model(scope, asked.ask_model.parse(call.request), call.withdrawn);
    default:
      throw new Error(`nobody answers calls of the kind "${call.kind}"`);
  }
}
