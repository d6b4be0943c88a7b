import { z } from 'zod';
import type { JsonValue } from '@hookline/contract';
import { ConnectorError } from '@hookline/connector-kit';
import { plainWhy } from '@hookline/engine';
import type { Logger } from '@hookline/platform';
import { answerCall, takeCalls, type Pool, type Scope } from '@hookline/store/work';
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
};

export type CheckRequest = z.infer<typeof asked.check_connection>;
export type ChoicesRequest = z.infer<typeof asked.list_choices>;
export type TestRequest = z.infer<typeof asked.test_step>;
export type ShadowRequest = z.infer<typeof asked.shadow_run>;

export type CallHandlers = {
  readonly check_connection: (scope: Scope, request: CheckRequest) => Promise<JsonValue>;
  readonly list_choices: (scope: Scope, request: ChoicesRequest) => Promise<JsonValue>;
  readonly test_step: (scope: Scope, request: TestRequest) => Promise<JsonValue>;
  readonly shadow_run: (scope: Scope, request: ShadowRequest) => Promise<JsonValue>;
};

const atOnce = 8;

/** Takes what the editor has asked of the outside world, and writes the answers. */
export async function answerCalls(given: {
  pool: Pool;
  handlers: CallHandlers;
  log: Logger;
}): Promise<void> {
  for (;;) {
    const calls = await takeCalls(given.pool, atOnce);
    await Promise.all(
      calls.map(async ({ scope, id, kind, request }) => {
        const answer = await handle(scope, { kind, request }, given);
        await answerCall(scope, given.pool, { id, answer });
      }),
    );
    if (calls.length < atOnce) return;
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
    default:
      throw new Error(`nobody answers calls of the kind "${call.kind}"`);
  }
}
