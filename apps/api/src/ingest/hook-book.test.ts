import { findReceiver } from '@hookline/connectors';
import { createIntake, defaultIntakeLimits, openRefuseUnread, shareIntake } from '@hookline/intake';
import { scopeOf } from '@hookline/store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HookBook, type OpenHook } from './hook-book.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const rememberMs = 10_000;
const rememberNothingMs = 2_000;
const found = findReceiver('webhook', 'received');
if (!found) throw new Error('there is a receiver for any webhook');
const preset = found;

type Given = { readonly flowId?: string; readonly connectionId?: string; readonly feeds?: string };

/** The page of an address, as a look at the database makes it. */
function anOpenHook({ flowId = 'flow', connectionId, feeds }: Given = {}): OpenHook {
  const rules = { settings: {}, masks: [] };
  const reading = { scope: scopeOf('00000000-0000-7000-8000-000000000001'), settings: {} };
  const hook = {
    ...reading,
    flowId,
    app: 'webhook',
    event: 'received',
    connectionId: connectionId ?? null,
    order: undefined,
    answer: null,
    masks: null,
    catches: false,
    isPublished: true,
    endpoint: null,
    mayRespond: false,
    constantReply: null,
    registration: null,
    former: [],
    feedsOthers: feeds !== undefined,
    databaseNowMs: 0,
  };
  return {
    hook,
    preset,
    intake: createIntake(preset, {}, defaultIntakeLimits),
    refuseUnread: openRefuseUnread(preset, [], defaultIntakeLimits),
    secrets: 'unreadable',
    clockAheadMs: 0,
    order: null,
    answer: null,
    policy: null,
    shared:
      feeds === undefined
        ? null
        : {
            intake: shareIntake(preset, { main: rules, fed: [rules] }, defaultIntakeLimits),
            fed: [{ hook: { ...hook, flowId: feeds }, order: null, policy: null }],
          },
  };
}

/** A book whose looks end when they are told to, the one begun first first; `looks` tells which were begun. */
function aBook(maxPages = 100) {
  const begun: string[] = [];
  const ends = new Map<string, ((page: Promise<OpenHook | null>) => void)[]>();
  const look = (token: string) => {
    begun.push(token);
    return new Promise<OpenHook | null>((resolve) =>
      ends.set(token, [...(ends.get(token) ?? []), resolve]),
    );
  };
  const book = new HookBook({ look, rememberMs, rememberNothingMs, maxPages });
  const end = (token: string, page: OpenHook | null) =>
    ends.get(token)?.shift()?.(Promise.resolve(page));
  return {
    book,
    looks: () => begun.splice(0),
    end,
    fail: (token: string) =>
      ends.get(token)?.shift()?.(Promise.reject(new Error('the database is away'))),
    /** Asks for an address, and lets the look end with this. */
    have: async (token: string, page: OpenHook | null = anOpenHook()) => {
      const finding = book.find(token);
      end(token, page);
      return finding;
    },
    /** Which of these are known without a look. */
    known: (...tokens: string[]) =>
      tokens.filter((token) => !(book.find(token) instanceof Promise)),
  };
}

describe('a remembered address', () => {
  it('is at hand at once, and looked up again when its time is over', async () => {
    const { book, have, looks } = aBook();
    const open = anOpenHook();
    expect(await have('a', open)).toBe(open);
    await vi.advanceTimersByTimeAsync(rememberMs - 1);
    expect(book.find('a')).toBe(open);
    expect(looks()).toEqual(['a']);

    await vi.advanceTimersByTimeAsync(1);
    const changed = anOpenHook();
    expect(await have('a', changed)).toBe(changed);
    expect(looks()).toEqual(['a']);
  });

  it('that leads nowhere is believed for a shorter time', async () => {
    const { book, have, known } = aBook();
    await have('a', null);
    await vi.advanceTimersByTimeAsync(rememberNothingMs - 1);
    expect(book.find('a')).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(known('a')).toEqual([]);
  });

  it('is looked up once for all who ask while the look is under way', async () => {
    const { book, end, looks } = aBook();
    const asked = [book.find('a'), book.find('a'), book.find('b')];
    const open = anOpenHook();
    end('a', open);
    end('b', null);

    expect(await Promise.all(asked)).toEqual([open, open, null]);
    expect(looks()).toEqual(['a', 'b']);
  });

  it('is one of so many, however many come: the one written longest ago goes first', async () => {
    const { have, known, looks } = aBook(3);
    for (let index = 0; index < 1_000; index += 1) await have(`${index}`);
    looks();
    expect(known('996', '997', '998', '999')).toEqual(['997', '998', '999']);
    expect(looks()).toEqual(['996']);
  });

  it('that is written again counts once, and as the latest', async () => {
    const { have, known } = aBook(2);
    await have('a');
    await have('b');
    await vi.advanceTimersByTimeAsync(rememberMs);
    await have('a');
    await have('c');
    expect(known('a', 'b', 'c')).toEqual(['a', 'c']);
  });

  it('is not remembered when the look failed, and the next request looks again', async () => {
    const { book, fail, have, looks } = aBook();
    const failing = Promise.allSettled([book.find('a'), book.find('a')]);
    fail('a');
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);

    const open = anOpenHook();
    expect(await have('a', open)).toBe(open);
    expect(looks()).toEqual(['a', 'a']);
  });
});

describe('what is remembered of an address', () => {
  it('is forgotten when its flow changes, or one that it feeds; those of others are not', async () => {
    const { book, have, known } = aBook();
    await have('own', anOpenHook({ flowId: 'changed' }));
    await have('feeding', anOpenHook({ flowId: 'main', feeds: 'changed' }));
    await have('other', anOpenHook({ flowId: 'other', feeds: 'another' }));
    // It may be the address that the flow has just been given.
    await have('nothing', null);

    book.invalidateFlow('changed');

    expect(known('own', 'feeding', 'nothing', 'other')).toEqual(['other']);
  });

  it('is forgotten when its connection changes; those of others are not', async () => {
    const { book, have, known } = aBook();
    await have('own', anOpenHook({ connectionId: 'changed' }));
    await have('other', anOpenHook({ connectionId: 'other' }));
    await have('none', anOpenHook());
    await have('nothing', null);

    book.invalidateConnection('changed');

    expect(known('own', 'other', 'none', 'nothing')).toEqual(['other', 'none', 'nothing']);
  });

  it('is forgotten whole when something may have been missed', async () => {
    const { book, have, known } = aBook();
    await have('a');
    await have('nothing', null);

    book.invalidateAll();

    expect(known('a', 'nothing')).toEqual([]);
  });

  it('is never what a look has seen that began before the change, whichever ends last', async () => {
    const { book, end, looks } = aBook();
    const before = book.find('a');
    book.invalidateFlow('old');
    const after = book.find('a');
    expect(looks()).toEqual(['a', 'a']);
    const [old, changed] = [anOpenHook({ flowId: 'old' }), anOpenHook({ flowId: 'changed' })];
    end('a', old);
    expect(await before).toBe(old);

    expect(book.find('a')).toBeInstanceOf(Promise);
    expect(looks()).toEqual([]);
    end('a', changed);
    expect(await after).toBe(changed);
    expect(book.find('a')).toBe(changed);
  });
});
