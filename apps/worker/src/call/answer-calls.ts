import { z } from 'zod';
import type { JsonValue } from '@hookline/contract';
import { ConnectorError } from '@hookline/connector-kit';
import { plainWhy } from '@hookline/engine';
import type { Logger } from '@hookline/platform';
import { answerCall, takeCalls, type Pool, type Scope, type TakenCall } from '@hookline/store/work';
import { asJson } from './as-json.js';

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
  readonly ask_model: (scope: Scope, request: ModelRequest) => Promise<JsonValue>;
};

const atOnce = 12;

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
  const underWay = new Set<Promise<void>>();
  const begin = (call: TakenCall): void => {
    const work: Promise<void> = answer(call, given).finally(() => {
      underWay.delete(work);
      if (underWay.size === atOnce - 1) onRoom();
    });
    underWay.add(work);
  };
  return {
    take: async () => {
      for (let room = atOnce - underWay.size; room > 0; room = atOnce - underWay.size) {
        const calls = await takeCalls(given.pool, room);
        calls.forEach(begin);
        if (calls.length < room) return;
      }
    },
    settle: async () => {
      await Promise.all(underWay);
    },
  };
}

async function answer({ scope, id, kind, request }: TakenCall, given: Given): Promise<void> {
  try {
    const answered = await handle(scope, { kind, request }, given);
    await answerCall(scope, given.pool, { id, answer: answered });
  } catch (error) {
    given.log.warn(
      { kind, err: error },
      'an answer could not be written; its asker gives up by itself',
    );
  }
}

async function handle(
  scope: Scope,
  call: { kind: string; request: JsonValue },
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

function dispatch(
  scope: Scope,
  call: { kind: string; request: JsonValue },
  handlers: CallHandlers,
): Promise<JsonValue> {
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
      return handlers.ask_model(scope, asked.ask_model.parse(call.request));
    default:
      throw new Error(`nobody answers calls of the kind "${call.kind}"`);
  }
}
