import {
  isObject,
  walkSteps,
  type ActionStep,
  type AttemptRecord,
  type FlowDocument,
  type JsonValue,
  type ShadowEnd,
  type ShadowVerdict,
} from '@hookline/contract';
import {
  compareDoings,
  confirmChanges,
  judgeShadow,
  listDoings,
  runShadow,
  type Doings,
  type EffectChange,
  type EngineRun,
  type FindAction,
  type Plan,
  type Shadow,
  type StepCall,
} from '@hookline/engine';
import type { PastEvent } from '@hookline/store/work';

/** A document made ready to be worked through, with its actions by step. */
export type Side = {
  readonly document: FlowDocument;
  readonly plan: Plan;
  readonly versionId: string | null;
};

export type EventMeans = {
  readonly findAction: FindAction;
  readonly onDefect: (error: unknown) => void;
  readonly answer: (
    call: StepCall,
    given: { recorded: ReadonlyMap<string, AttemptRecord>; onAssumed: (stepId: string) => void },
  ) => Promise<JsonValue>;
};

export type EventGiven = {
  readonly event: PastEvent;
  readonly run: EngineRun;
  /** What the event's own run recorded; empty without one. */
  readonly records: readonly AttemptRecord[];
  /** The version that the records are of. */
  readonly recordedBy: FlowDocument | null;
  readonly draft: Side;
  readonly live: Side | null;
};

export type JudgedEvent = {
  readonly verdict: ShadowVerdict;
  readonly basis: 'record' | 'shadow';
  readonly before: ShadowEnd | null;
  readonly shadow: Shadow;
  readonly changes: readonly EffectChange[];
  readonly assumed: ReadonlySet<string>;
};

/** What the draft would do of one event, beside what the live version did of it. */
export async function shadowEvent(given: EventGiven, means: EventMeans): Promise<JudgedEvent> {
  const { draft, live } = given;
  const assumed = new Set<string>();
  const shadow = await workThrough(draft, given, means, (stepId) => assumed.add(stepId));
  const after = doingsOf(shadow.end, shadow.attempts, draft.document, means);
  if (live === null) {
    const verdict = shadow.end === 'failed' ? 'fails' : 'same';
    return { verdict, basis: 'shadow', before: null, shadow, changes: [], assumed };
  }
  const liveDoings = once(async () => {
    const worked = await workThrough(live, given, means, () => undefined);
    return doingsOf(worked.end, worked.attempts, live.document, means);
  });
  const recorded = recordedDoings(given, live, means);
  const before = recorded ?? (await liveDoings());
  let changes = compareDoings(before, after);
  if (recorded && changes.length > 0) {
    // What the live version would do otherwise today as well is no doing of the draft.
    changes = confirmChanges(changes, compareDoings(await liveDoings(), after));
  }
  const verdict = judgeShadow({ before: before.end, after: after.end, changes });
  const basis = recorded ? 'record' : 'shadow';
  return { verdict, basis, before: before.end, shadow, changes, assumed };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

function workThrough(
  side: Side,
  given: EventGiven,
  means: EventMeans,
  onAssumed: (stepId: string) => void,
): Promise<Shadow> {
  const recorded = usableRecords(side.document, given);
  return runShadow(side.plan, given.run, {
    now: given.event.run?.startedAt ?? given.event.receivedAt,
    onDefect: means.onDefect,
    answer: (call) => means.answer(call, { recorded, onAssumed }),
  });
}

/** Results of steps that are the same action in both; those of another action have another shape. */
function usableRecords(
  document: FlowDocument,
  { records, recordedBy }: EventGiven,
): ReadonlyMap<string, AttemptRecord> {
  if (recordedBy === null) return new Map();
  const now = actionsOf(document);
  const then = actionsOf(recordedBy);
  return new Map(
    records.flatMap((record) => {
      const [is, was] = [now.get(record.stepId), then.get(record.stepId)];
      const isSame = is && was && is.app === was.app && is.action === was.action;
      const isUsable = isSame && record.state === 'succeeded' && record.idempotencyKey !== null;
      return isUsable ? [[record.idempotencyKey, record] as const] : [];
    }),
  );
}

/** Only a run of the very version that is live now, and only one that got to its end, tells what it does. */
function recordedDoings(given: EventGiven, live: Side, means: EventMeans): Doings | null {
  const { run } = given.event;
  if (run === null || run.versionId !== live.versionId) return null;
  if (run.state !== 'succeeded' && run.state !== 'filtered') return null;
  return doingsOf(run.state, given.records, live.document, means);
}

function doingsOf(
  end: ShadowEnd,
  attempts: readonly AttemptRecord[],
  document: FlowDocument,
  { findAction }: EventMeans,
): Doings {
  const steps = actionsOf(document);
  return listDoings(end, attempts, ({ stepId, input }) => {
    const step = steps.get(stepId);
    const action = step && findAction(step.app, step.action);
    if (!step || !action) return null;
    const { app, connectionId } = step;
    const known = isObject(input) ? input : {};
    const effect = action.effect({ hasConnection: connectionId !== null, input: known });
    return effect === 'read' ? null : JSON.stringify([app, step.action, connectionId]);
  });
}

const actionSteps = new WeakMap<FlowDocument, ReadonlyMap<string, ActionStep>>();

function actionsOf(document: FlowDocument): ReadonlyMap<string, ActionStep> {
  const known = actionSteps.get(document);
  if (known) return known;
  const made = new Map(
    walkSteps(document).flatMap(({ step }) =>
      step.type === 'action' ? [[step.id, step] as const] : [],
    ),
  );
  actionSteps.set(document, made);
  return made;
}
