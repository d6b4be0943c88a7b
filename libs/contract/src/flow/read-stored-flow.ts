import { isList, isObject, type JsonObject, type JsonValue } from '../json.js';
import { currentSchemaVersion, flowDocument, trigger, type FlowDocument } from './document.js';
import { step, stepId, type Step } from './step.js';

/** A document as it lies in a database that a newer Hookline may have written to. */
export type StoredFlow = {
  readonly document: FlowDocument;
  /** Set when it is of a later schema: the document is then only a picture of it, to be read and never saved. */
  readonly newerSchema: number | null;
};

/** Reads a stored document; one of a later schema as far as it is understood, and no further. */
export function readStoredFlow(value: unknown): StoredFlow {
  const plain: JsonValue = JSON.parse(JSON.stringify(value ?? null));
  const schema = isObject(plain) ? plain['schemaVersion'] : undefined;
  if (!isObject(plain) || typeof schema !== 'number' || schema <= currentSchemaVersion) {
    return { document: flowDocument.parse(value), newerSchema: null };
  }
  return { document: pictureOf(plain), newerSchema: schema };
}

function pictureOf(raw: JsonObject): FlowDocument {
  const { name } = raw;
  const source = trigger.safeParse(raw['trigger']);
  const taken = new Set<string>();
  return {
    schemaVersion: currentSchemaVersion,
    name: typeof name === 'string' && name.trim() !== '' ? name.slice(0, 200) : '?',
    trigger: source.success
      ? source.data
      : { app: 'unknown', event: 'unknown', connectionId: null, settings: {} },
    steps: pictureOfSteps(raw['steps'], taken),
  };
}

function pictureOfSteps(raw: JsonValue | undefined, taken: Set<string>): Step[] {
  if (!isList(raw)) return [];
  return raw.slice(0, 200).map((one) => {
    const read = step.safeParse(one);
    if (read.success && !taken.has(read.data.id)) {
      taken.add(read.data.id);
      return read.data;
    }
    return unknownStep(isObject(one) ? one : {}, taken);
  });
}

/** What this version does not know stands in its place under its own name. */
function unknownStep(raw: JsonObject, taken: Set<string>): Step {
  const given = stepId.safeParse(raw['id']);
  const isFree = given.success && !taken.has(given.data);
  const id = isFree ? given.data : `unknown_${taken.size}`;
  taken.add(id);
  const words = [raw['name'], raw['type']].find((one) => typeof one === 'string' && one !== '');
  const name = typeof words === 'string' ? words.slice(0, 200) : '?';
  return {
    id,
    name,
    type: 'action',
    app: 'unknown',
    action: 'unknown',
    connectionId: null,
    input: {},
  };
}
