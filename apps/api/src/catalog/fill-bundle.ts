import {
  isList,
  flowDocument,
  type Bundle,
  type FlowDocument,
  type JsonValue,
} from '@hookline/contract';

export type Filling = {
  readonly connections: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, string>>;
};

export const slotId = /^slot:(.+)$/;
export const answerPlace = /\[\[([a-z][a-z0-9_]{0,39})\]\]/g;

/** A bundle's document with connections in its slots and answers in their places; an empty slot is null. */
export function fillBundle({ document }: Bundle, filling: Filling): FlowDocument {
  const filled = fill(asJson(document), (text) => fillText(text, filling.answers));
  return flowDocument.parse(fillConnections(filled, (key) => filling.connections[key] ?? null));
}

/** One pass: what an answer itself says is never looked at again. */
function fillText(text: string, answers: Filling['answers']): string {
  return text.replace(answerPlace, (whole, key: string) =>
    Object.hasOwn(answers, key) ? (answers[key] ?? whole) : whole,
  );
}

/** Values only: a key of a document is never a place. */
function fill(value: JsonValue, write: (text: string) => string): JsonValue {
  if (typeof value === 'string') return write(value);
  if (isList(value)) return value.map((item) => fill(item, write));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, write)]));
}

function fillConnections(value: JsonValue, find: (key: string) => string | null): JsonValue {
  if (isList(value)) return value.map((item) => fillConnections(item, find));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const slot = key === 'connectionId' && typeof item === 'string' ? slotId.exec(item) : null;
      return [key, slot?.[1] === undefined ? fillConnections(item, find) : find(slot[1])];
    }),
  );
}

function asJson(document: FlowDocument): JsonValue {
  const copy: JsonValue = JSON.parse(JSON.stringify(document));
  return copy;
}
