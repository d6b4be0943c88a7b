import type {
  JsonValue,
  ShadowBatch,
  ShadowChange,
  ShadowCount,
  ShadowExample,
  ShadowField,
} from '@hookline/contract';
import type { EffectChange } from '@hookline/engine';
import type { PastEvent } from '@hookline/store/work';
import type { JudgedEvent } from './shadow-event.js';

/** Of each verdict so many examples are told in a batch; the rest is only counted. */
const maxExamples = 8;
const maxFields = 20;
const maxCharacters = 400;

export type Tally = {
  readonly add: (event: PastEvent, judged: JudgedEvent) => void;
  readonly sum: () => Pick<ShadowBatch, 'events' | 'verdicts' | 'counts' | 'assumed' | 'examples'>;
};

/** Counts what is otherwise, effect by effect; its size does not grow with the number of events. */
export function openTally(): Tally {
  const verdicts = { same: 0, changed: 0, fails: 0, mended: 0 };
  const counts = new Map<string, ShadowCount>();
  const assumed = new Map<string, number>();
  const examples: ShadowExample[] = [];
  let events = 0;
  return {
    add: (event, judged) => {
      events += 1;
      verdicts[judged.verdict] += 1;
      for (const { key, count } of countsOf(judged)) {
        counts.set(key, { ...count, events: (counts.get(key)?.events ?? 0) + 1 });
      }
      for (const stepId of judged.assumed) assumed.set(stepId, (assumed.get(stepId) ?? 0) + 1);
      const known = examples.filter(({ verdict }) => verdict === judged.verdict).length;
      if (judged.verdict !== 'same' && known < maxExamples) examples.push(toExample(event, judged));
    },
    sum: () => ({
      events,
      verdicts,
      counts: [...counts.values()],
      assumed: [...assumed].map(([stepId, count]) => ({ stepId, events: count })),
      examples,
    }),
  };
}

/** Each effect and each field counts once for an event, however many items of a loop it is in. */
function countsOf({ changes }: JudgedEvent): { key: string; count: ShadowCount }[] {
  const found = new Map<string, ShadowCount>();
  for (const { stepId, kind, fields } of changes) {
    const pointers = kind === 'changed' ? fields.map(({ pointer }) => pointer) : [null];
    for (const pointer of pointers.slice(0, maxFields)) {
      const key = JSON.stringify([stepId, kind, pointer]);
      found.set(key, { stepId, kind, pointer, events: 0 });
    }
  }
  return [...found].map(([key, count]) => ({ key, count }));
}

function toExample(event: PastEvent, judged: JudgedEvent): ShadowExample {
  return {
    eventId: event.id,
    receivedAt: event.receivedAt.toISOString(),
    summary: event.summary,
    runId: event.run?.id ?? null,
    verdict: judged.verdict,
    basis: judged.basis,
    endBefore: judged.before,
    endAfter: judged.shadow.end,
    error: judged.shadow.error,
    changes: judged.changes.slice(0, maxFields).map(toChange),
  };
}

function toChange({ stepId, item, kind, fields, error }: EffectChange): ShadowChange {
  return { stepId, item, kind, error, fields: fields.slice(0, maxFields).map(toField) };
}

function toField({ pointer, before, after }: EffectChange['fields'][number]): ShadowField {
  return {
    pointer,
    ...(before === undefined ? {} : { before: cut(before) }),
    ...(after === undefined ? {} : { after: cut(after) }),
  };
}

function cut(value: JsonValue): JsonValue {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : value;
}
