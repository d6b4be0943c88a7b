import {
  effectOfChoice,
  toPointer,
  type EffectByField,
  type JsonObject,
  type JsonValue,
} from '@hookline/contract';
import type { Action, ActionCall, ActionDefinition } from './action.js';
import { Rejected } from './errors.js';
import type { Field, FieldReading, Fields, InputOf } from './field.js';

/**
 * Defines an action: its input fields, its kind of effect, and the call itself. Input arrives read
 * and typed; a field that cannot be read stops the step before anything is sent. Where the kind of effect
 * depends on the step's own settings, `effect` is a function of them; where the choice of one field decides it,
 * `effectByField` says so as data, which the editor can read too.
 * @throws TypeError when it calls itself verifiable and has no `verify`, or decides by a choice that it does not offer.
 * @example
 * action({ key: 'add', label: { en: 'Add' }, effect: 'keyed', input: { name: field.text({ ... }) },
 *   output: {}, sample: {}, run: ({ http, input }) => ... })
 */
export function action<F extends Fields>(definition: ActionDefinition<F>): Action {
  const { run, verify, effect, effectByField, connection, ...rest } = definition;
  if (effect === 'verifiable' && !verify)
    throw new TypeError(`${rest.key} cannot look for its effect`);
  const kindOf = typeof effect === 'function' ? effect : () => effect;
  const typed = (call: ActionCall<JsonObject>): ActionCall<InputOf<F>> => ({
    ...call,
    input: readInput(definition.input, call.input),
  });
  return {
    ...rest,
    connection: connection ?? 'none',
    effect: effectByField ? byField(definition.input, effectByField, kindOf) : kindOf,
    ...(effectByField ? { effectByField } : {}),
    perform: async (call) => run(typed(call)),
    ...(verify ? { verify: async (call: ActionCall<JsonObject>) => verify(typed(call)) } : {}),
  };
}

function byField(
  fields: Fields,
  rule: EffectByField,
  otherwise: Action['effect'],
): Action['effect'] {
  const options = fields[rule.field]?.options;
  const isChoice = (value: string) => options?.choices?.some((one) => one.value === value) ?? false;
  const unknown = Object.keys(rule.kinds).find((value) => !isChoice(value));
  if (unknown !== undefined) throw new TypeError(`${rule.field} has no choice ${unknown}`);
  return (given) => effectOfChoice(rule, given.input, options?.default) ?? otherwise(given);
}

/**
 * Reads rendered values by their fields.
 * @throws Rejected naming the field (JSON pointer) when a required one is empty or one is unreadable.
 */
export function readInput<F extends Fields>(fields: F, values: JsonObject): InputOf<F> {
  const read: Record<string, unknown> = {};
  // For every step of every run: names alone cost no list of pairs.
  for (const key of Object.keys(fields)) {
    const field = fields[key];
    if (!field) continue;
    const value = values[key] ?? field.options.default;
    if (isEmpty(value)) {
      if (field.isRequired) {
        throw new Rejected(`"${field.options.label.en}" is empty, and it is required`, {
          pointer: toPointer([key]),
          why: { code: 'field_empty', values: { field: field.options.label } },
        });
      }
      continue;
    }
    const reading = readOne(field, value);
    if (!reading.ok) {
      throw new Rejected(`"${field.options.label.en}": ${reading.message}`, {
        pointer: toPointer([key]),
        why: { ...reading.why, values: { ...reading.why.values, field: field.options.label } },
      });
    }
    read[key] = reading.value;
  }
  // The loop above has just made it true: every key was read by the field that types it.
  return asInput<F>(read);
}

/** A fixed list of choices allows nothing else; one that is looked up allows what the person types. */
function readOne(field: Field<unknown>, value: JsonValue): FieldReading<unknown> {
  const { choices } = field.options;
  if (field.kind !== 'choice' || !choices || choices.some((each) => each.value === value)) {
    return field.read(value);
  }
  const among = choices.map((each) => each.value).join(', ');
  return {
    ok: false,
    message: `choose one of ${among}`,
    why: { code: 'field_choice', values: { among } },
  };
}

function isEmpty(value: JsonValue | undefined): value is null | undefined | '' {
  return value === undefined || value === null || value === '';
}

// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the mapped type cannot be proved by narrowing
const asInput = <F extends Fields>(read: Record<string, unknown>): InputOf<F> => read as InputOf<F>;
