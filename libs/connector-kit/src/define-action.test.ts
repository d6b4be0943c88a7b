import { describe, expect, it } from 'vitest';
import type { ActionCall } from './action.js';
import { action, readInput } from './define-action.js';
import { Rejected } from './errors.js';
import { field } from './field.js';
import type { JsonObject } from './index.js';

const fields = {
  name: field.text({ label: { en: 'Name' }, required: true }),
  'a/b': field.number({ label: { en: 'Count' } }),
  kind: field.choice({
    label: { en: 'Kind' },
    default: 'x',
    choices: [
      { value: 'x', label: { en: 'X' } },
      { value: 'y', label: { en: 'Y' } },
    ],
  }),
  list: field.choice({ label: { en: 'List' }, choicesFrom: 'lists' }),
};

function refusal(values: JsonObject): Rejected {
  try {
    readInput(fields, values);
  } catch (error) {
    if (error instanceof Rejected) return error;
  }
  throw new Error('was not refused');
}

describe('reading an input', () => {
  it('gives typed values, defaults, and nothing that no field names', () => {
    expect(readInput(fields, { name: 5, 'a/b': '7', list: 'any', other: 1 })).toEqual({
      name: '5',
      'a/b': 7,
      kind: 'x',
      list: 'any',
    });
  });

  it('leaves empty optional fields out', () => {
    expect(readInput(fields, { name: 'a', 'a/b': '', list: null })).toEqual({
      name: 'a',
      kind: 'x',
    });
  });

  it.each([{}, { name: '' }, { name: null }])('refuses an empty required field: %j', (values) => {
    expect(refusal(values)).toMatchObject({
      pointer: '/name',
      message: expect.stringContaining('Name'),
    });
  });

  it('names the field that cannot be read by its JSON pointer', () => {
    expect(refusal({ name: 'a', 'a/b': 'many' }).pointer).toBe('/a~1b');
  });

  it('refuses what a fixed list of choices does not have', () => {
    expect(refusal({ name: 'a', kind: 'z' })).toMatchObject({ pointer: '/kind' });
  });
});

describe('an action', () => {
  const seen: unknown[] = [];
  const given = action({
    key: 'add',
    label: { en: 'Add' },
    effect: 'keyed',
    input: fields,
    output: {},
    sample: {},
    run: async (call) => {
      seen.push(call.input);
      return { id: call.idempotencyKey };
    },
  });
  const call = (input: JsonObject): ActionCall<JsonObject> =>
    ({ input, idempotencyKey: 'k', connection: null }) as unknown as ActionCall<JsonObject>;

  it('runs with typed input', async () => {
    expect(await given.perform(call({ name: 'a', 'a/b': '1' }))).toEqual({ id: 'k' });
    expect(seen).toEqual([{ name: 'a', 'a/b': 1, kind: 'x' }]);
  });

  it('does not run at all with an input that cannot be read', async () => {
    seen.length = 0;

    await expect(given.perform(call({}))).rejects.toBeInstanceOf(Rejected);
    expect(seen).toEqual([]);
  });

  it('does not begin to exist as verifiable without a way to look', () => {
    const made = { ...given, effect: 'verifiable' as const, input: {}, run: async () => ({}) };

    expect(() => action(made)).toThrow(/cannot look/);
    expect(() =>
      action({ ...made, verify: async () => ({ happened: false }) as const }),
    ).not.toThrow();
  });

  it('needs no connection unless it says so, and has one kind of effect', () => {
    expect(given.connection).toBe('none');
    expect(given.effect({ hasConnection: false, input: {} })).toBe('keyed');
    expect('verify' in given).toBe(false);
  });
});

describe('an effect that the choice of a field decides', () => {
  const given = {
    key: 'call',
    label: { en: 'Call' },
    effect: ({ hasConnection }: { hasConnection: boolean }) =>
      hasConnection ? ('once' as const) : ('keyed' as const),
    input: fields,
    output: {},
    sample: {},
    run: async () => ({}),
  };

  it('is what that choice says, of the usual one where none was made, or else what is left to say', () => {
    const { effect, effectByField } = action({
      ...given,
      effectByField: { field: 'kind', kinds: { x: 'read' } },
    });
    const of = (input: JsonObject) => effect({ hasConnection: true, input });
    expect([{}, { kind: '' }, { kind: 'x' }].map(of)).toEqual(['read', 'read', 'read']);
    expect([{ kind: 'y' }, { kind: 'constructor' }, { kind: 5 }].map(of)).toEqual([
      'once',
      'once',
      'once',
    ]);
    expect(effectByField).toEqual({ field: 'kind', kinds: { x: 'read' } });
  });

  it.each([
    { field: 'gone', kinds: { x: 'read' as const } },
    { field: 'kind', kinds: { z: 'read' as const } },
  ])('is not decided by what is not there: %j', (effectByField) => {
    expect(() => action({ ...given, effectByField })).toThrow(TypeError);
  });
});
