import {
  checkFlow,
  currentSchemaVersion,
  isList,
  isObject,
  plainName,
  type FlowDocument,
  type JsonObject,
  type JsonValue,
  type LeftOut,
  type Trigger,
} from '@hookline/contract';
import { findReceiver } from '@hookline/connectors';
import { parseJson } from '@hookline/connector-kit';
import { storable } from '@hookline/store';
import { readName } from './read-name.js';
import { startSteps } from './read-steps.js';

export type ReadProposal = {
  readonly document: FlowDocument;
  readonly leftOut: readonly LeftOut[];
};

type Source = Pick<Trigger, 'app' | 'event'>;

const mostSigns = 100_000;
/** Deeper than any flow that a person would read. */
const mostDepth = 24;
const anySender: Source = { app: 'webhook', event: 'received' };

/**
 * Reads what a model answered as a flow, as far as it goes. Only a name, a source and steps are taken from it:
 * connections stay empty, and whatever this Hookline does not know is left out. `null`: it is no flow.
 */
export function readProposal(text: string, source?: Source): ReadProposal | null {
  const raw = readObject(text);
  if (raw === null || !isList(raw['steps'])) return null;
  const leftOut: LeftOut[] = [];
  const read = startSteps(leftOut);
  const steps = read(raw['steps']);
  if (steps.length === 0) return null;
  const document = {
    schemaVersion: currentSchemaVersion,
    name: nameOf(raw['name']),
    trigger: { ...(source ?? sourceOf(raw['trigger'], leftOut)), connectionId: null, settings: {} },
    steps,
  };
  const checked = checkFlow(storable(document));
  return checked.ok ? { document: checked.document, leftOut } : null;
}

/** The outermost braces: many models put words or backticks around what they were asked for. */
function readObject(text: string): JsonObject | null {
  if (text.length > mostSigns) return null;
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  const value = from < 0 || to < from ? undefined : parseJson(text.slice(from, to + 1));
  if (!isObject(value) || !isShallow(value, mostDepth)) return null;
  const inner = value['document'];
  return isObject(inner) ? inner : value;
}

function isShallow(value: JsonValue, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return left > 0 && Object.values(value).every((inner) => isShallow(inner, left - 1));
}

function nameOf(raw: JsonValue | undefined): string {
  return readName(raw) ?? 'Flow';
}

function sourceOf(raw: JsonValue | undefined, leftOut: LeftOut[]): Source {
  if (!isObject(raw)) return anySender;
  const { app, event } = raw;
  if (typeof app !== 'string' || typeof event !== 'string') return anySender;
  if (findReceiver(app, event)) return { app, event };
  leftOut.push({ kind: 'source', name: plainName(`${app}/${event}`).slice(0, 80) });
  return anySender;
}
