import type { AttemptRecord, FlowDocument, JsonObject, JsonValue, Step } from '@hookline/contract';
import { action, field, type Action, type ActionCall, type Verdict } from '@hookline/connector-kit';
import type { EffectKind } from '@hookline/contract';
import { compilePlan, type Plan } from '../plan/compile-plan.js';
import type { EnginePorts, EngineRun, StepRecord } from './engine-run.js';
import { openJournal, type Journal } from './journal.js';

export const aRun = (given: Partial<EngineRun> & { payload?: JsonValue } = {}): EngineRun => ({
  id: 'run-1',
  rootRunId: 'run-1',
  flowId: 'flow-1',
  workspaceId: 'workspace-1',
  strikes: 1,
  settings: { timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' },
  event: {
    id: 'event-1',
    receivedAt: new Date('2026-01-02T03:04:05Z'),
    method: 'POST',
    path: '',
    query: 'from=site',
    headers: [['Content-Type', 'application/json']],
    payload: given.payload ?? { Name: 'Anna', Phone: '8 (916) 123-45-67' },
  },
  ...given,
});

/** What the world outside did: every call of the test action, in order. */
export type Effects = { readonly calls: { input: JsonObject; key: string }[] };

export type TestAction = {
  action: Action;
  effects: Effects;
  /** What the next calls do; when it is empty they succeed. */
  script: (() => Promise<JsonValue> | JsonValue)[];
  verdicts: Verdict[];
};

/** An action of a given kind that records what it is asked and does what its script says. */
export function anAction(effect: EffectKind, options: { canVerify?: boolean } = {}): TestAction {
  const effects: Effects = { calls: [] };
  const script: TestAction['script'] = [];
  const verdicts: Verdict[] = [];
  const made = action({
    key: 'send',
    label: { en: 'Send' },
    effect,
    input: { to: field.text({ label: { en: 'To' } }), text: field.json({ label: { en: 'Text' } }) },
    output: {},
    sample: {},
    run: async (call: ActionCall<{ to: string | undefined; text: JsonValue | undefined }>) => {
      effects.calls.push({
        input: { to: call.input.to ?? null, text: call.input.text ?? null },
        key: call.idempotencyKey,
      });
      const next = script.shift();
      return next ? next() : { id: effects.calls.length };
    },
    ...(options.canVerify
      ? { verify: async () => verdicts.shift() ?? ({ happened: 'unknown' } as const) }
      : {}),
  });
  return { action: made, effects, script, verdicts };
}

export const sendStep = (given: Partial<Extract<Step, { type: 'action' }>> = {}): Step => ({
  id: 'send',
  type: 'action',
  app: 'test',
  action: 'send',
  connectionId: null,
  input: { to: '{{trigger.Name}}' },
  ...given,
});

export function aPlan(steps: Step[], made: TestAction): Plan {
  const document: FlowDocument = {
    schemaVersion: 1,
    name: 'Test',
    trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
    steps,
  };
  return compilePlan('version-1', document, () => made.action);
}

/** A ledger in memory that keeps the last record of each try, as the table does. */
export function aLedger(): {
  records: StepRecord[];
  journal: () => Journal;
  tries: () => AttemptRecord[];
  ports: (made: TestAction, more?: Partial<EnginePorts>) => EnginePorts;
} {
  const records: StepRecord[] = [];
  const rows = new Map<string, AttemptRecord>();
  const write = (record: StepRecord): void => {
    records.push(record);
    record.attempts.forEach((attempt) =>
      rows.set(`${attempt.stepId}/${attempt.item}/${attempt.try}`, attempt),
    );
  };
  const callPorts = (call: { input: JsonObject; idempotencyKey: string }): never =>
    ({
      input: call.input,
      idempotencyKey: call.idempotencyKey,
      connection: null,
      settings: { timeZone: 'UTC', defaultCountry: 'RU', locale: 'en' },
      signal: new AbortController().signal,
    }) as never;
  return {
    records,
    tries: () => [...rows.values()],
    journal: () => openJournal([...rows.values()]),
    ports: (_made, more = {}) => ({
      now: () => new Date('2026-01-02T03:04:05Z'),
      random: () => 0,
      retryScheduleSecs: [0, 30, 120],
      runTimeoutMs: 7 * 86_400_000,
      onDefect: () => undefined,
      onReplied: () => undefined,
      record: async (record) => write(record),
      perform: (call) => call.action.perform(callPorts(call)),
      verify: (call) =>
        call.action.verify?.(callPorts(call)) ?? Promise.resolve({ happened: 'unknown' }),
      performLocal: async (call, settle) => {
        const output = await call.action.perform(callPorts(call));
        write(settle(output));
        return output;
      },
      ...more,
    }),
  };
}
