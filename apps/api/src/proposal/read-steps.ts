import {
  freshId,
  isList,
  isObject,
  plainName,
  step as stepSchema,
  stepId,
  type JsonObject,
  type JsonValue,
  type LeftOut,
  type Step,
} from '@hookline/contract';
import { findAction } from '@hookline/connectors';
import { readName } from './read-name.js';

const mostSteps = 50;
const mostLeftOut = 20;

type Reading = { readonly leftOut: LeftOut[]; readonly taken: Set<string>; count: number };

/** Reads lists of steps that nobody vouches for; what cannot be a step of ours is noted and left out. */
export function startSteps(leftOut: LeftOut[]): (raw: JsonValue | undefined) => Step[] {
  const reading: Reading = { leftOut, taken: new Set(), count: 0 };
  return (raw) => readSteps(raw, reading);
}

function readSteps(raw: JsonValue | undefined, reading: Reading): Step[] {
  if (!isList(raw)) return [];
  return raw.flatMap((one) => readStep(one, reading) ?? []);
}

function readStep(raw: JsonValue, reading: Reading): Step | null {
  if (!isObject(raw)) return leave(reading, 'step', '?');
  const words = readName(raw['name']) ?? readName(raw['type']) ?? '?';
  if (reading.count >= mostSteps) return leave(reading, 'step', words);
  const known = partsOf(raw, reading);
  if (known === null) return leave(reading, 'action', `${raw['app']}/${raw['action']}`);
  reading.count += 1;
  const id = idOf(raw, reading);
  const name = readName(raw['name']);
  const parsed = stepSchema.safeParse({ id, ...(name === null ? {} : { name }), ...known });
  return parsed.success ? parsed.data : leave(reading, 'step', words);
}

/** What a step of its kind may say, and nothing more; `null`: an action that there is not. */
function partsOf(raw: JsonObject, reading: Reading): object | null {
  const { type, when } = raw;
  switch (type) {
    case 'action':
      return actionOf(raw);
    case 'filter':
      return { type, when };
    case 'delay':
      return { type, ...pick(raw, ['for', 'until']) };
    case 'respond':
      return { type, reply: raw['reply'] };
    case 'loop':
      return { type, ...pick(raw, ['items', 'maxItems']), steps: readSteps(raw['steps'], reading) };
    case 'branch':
      return {
        type,
        mode: 'first',
        branches: branchesOf(raw['branches'], reading),
        otherwise: readSteps(raw['otherwise'], reading),
      };
    default:
      return { type };
  }
}

function branchesOf(raw: JsonValue | undefined, reading: Reading): object[] {
  return (isList(raw) ? raw : []).filter(isObject).map((one) => ({
    id: idOf(one, reading),
    ...(readName(one['label']) === null ? {} : { label: readName(one['label']) }),
    when: one['when'],
    steps: readSteps(one['steps'], reading),
  }));
}

/** Only fields that the action has, and no connection: whoever takes the flow chooses it. */
function actionOf({ app, action: key, input }: JsonObject): object | null {
  const action = typeof app === 'string' && typeof key === 'string' ? findAction(app, key) : null;
  if (!action) return null;
  const fields = Object.keys(action.input);
  return {
    type: 'action',
    app,
    action: key,
    connectionId: null,
    input: isObject(input) ? pick(input, fields) : {},
  };
}

const pick = (from: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(
    keys.flatMap((key): [string, JsonValue][] => {
      const value = Object.hasOwn(from, key) ? from[key] : undefined;
      return value === undefined ? [] : [[key, value]];
    }),
  );

/** An id that is taken or unfit gets another one; what referred to it is then shown as a fault. */
function idOf({ id, type }: JsonObject, { taken }: Reading): string {
  const given = stepId.safeParse(id);
  const base = readName(id) ?? readName(type) ?? 'step';
  const fit = given.success && !taken.has(given.data) ? given.data : freshId(taken, base);
  taken.add(fit);
  return fit;
}

function leave(reading: Reading, kind: LeftOut['kind'], name: string): null {
  if (reading.leftOut.length < mostLeftOut)
    reading.leftOut.push({ kind, name: plainName(name).slice(0, 80) });
  return null;
}
