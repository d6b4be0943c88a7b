import { findAction } from '@hookline/connectors';
import type { FlowDocument } from '@hookline/contract';
import { scopeOf } from '@hookline/store';
import { describe, expect, it } from 'vitest';
import { createPlanCache } from './plan-cache.js';
import { callStep } from './worker-house.given.js';

const scope = scopeOf('00000000-0000-7000-8000-000000000001');
const trigger = { app: 'webhook', event: 'received', connectionId: null, settings: {} };
const aDocument = (name: string, steps = [callStep('http://x.example')]): FlowDocument => ({
  schemaVersion: 1,
  name,
  trigger,
  steps,
});
/** What the cache reckons for one of these. */
const aPlan = 16 * JSON.stringify(aDocument('a')).length;
const tooLarge = aDocument('z'.repeat(10_000));

/** A cache with room for so many plans, whose documents come when they are told to. */
function aCache(room: number) {
  const asked: string[] = [];
  const answers = new Map<string, PromiseWithResolversOf<FlowDocument>>();
  const cache = createPlanCache({
    load: (_scope, versionId) => {
      asked.push(versionId);
      const answer = withResolvers<FlowDocument>();
      answers.set(versionId, answer);
      return answer.promise;
    },
    findAction,
    maxBytes: room * aPlan,
  });
  const ask = (versionId: string) => cache.planOf(scope, versionId);
  const come = (versionId: string, document = aDocument('a')) =>
    answers.get(versionId)?.resolve(document);
  return {
    ask,
    come,
    fail: (versionId: string) => answers.get(versionId)?.reject(new Error('the database is away')),
    plans: () => cache.bytes() / aPlan,
    asked: () => asked.splice(0),
    /** Asks for it, and has it come. */
    have: async (versionId: string) => {
      const plan = ask(versionId);
      come(versionId);
      await plan;
    },
  };
}

type PromiseWithResolversOf<T> = ReturnType<typeof withResolvers<T>>;
function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((done, failed) => ([resolve, reject] = [done, failed]));
  return { promise, resolve, reject };
}

describe('the plans of versions', () => {
  it('are loaded once, also for those who ask while it comes', async () => {
    const cache = aCache(2);
    const both = [cache.ask('a'), cache.ask('a')];
    cache.come('a');
    const [first, second] = await Promise.all(both);

    expect(first?.versionId).toBe('a');
    expect(second).toBe(first);
    expect(await cache.ask('a')).toBe(first);
    expect(cache.asked()).toEqual(['a']);
  });

  it('never take more than the bound, however many versions there are', async () => {
    const cache = aCache(3);
    for (let index = 0; index < 1_000; index += 1) {
      await cache.have(`${index % 10}`);
      expect(cache.plans()).toBeLessThanOrEqual(3);
    }
    expect(cache.plans()).toBe(3);
  });

  it('give way to others when they were not used for the longest time', async () => {
    const cache = aCache(3);
    for (const versionId of ['a', 'b', 'c']) await cache.have(versionId);
    await cache.ask('a');
    await cache.have('d');
    cache.asked();

    await Promise.all([cache.ask('a'), cache.ask('c'), cache.ask('d')]);
    expect(cache.asked()).toEqual([]);
    await cache.have('b');
    expect(cache.asked()).toEqual(['b']);
  });

  it('do not give way while they come, and count once when they are there', async () => {
    const cache = aCache(2);
    const slow = cache.ask('slow');
    for (const versionId of ['a', 'b', 'c']) await cache.have(versionId);
    cache.asked();
    void cache.ask('slow');
    expect(cache.asked()).toEqual([]);
    cache.come('slow');
    await slow;

    expect(cache.plans()).toBe(2);
    for (const versionId of ['d', 'e']) await cache.have(versionId);
    expect(cache.plans()).toBe(2);
  });

  it('keep to the bound when the one that comes was asked for before all others', async () => {
    const cache = aCache(2);
    const slow = cache.ask('slow');
    await cache.have('a');
    await cache.have('b');
    cache.come('slow');
    await slow;

    expect(cache.plans()).toBe(2);
  });

  it('are not kept when they are larger than all the room, and cost no other its place', async () => {
    const cache = aCache(2);
    await cache.have('a');
    const large = cache.ask('large');
    cache.come('large', tooLarge);
    expect((await large).flowName).toBe(tooLarge.name);

    expect(cache.plans()).toBe(1);
    cache.asked();
    await cache.ask('a');
    expect(cache.asked()).toEqual([]);
  });

  it('are asked for again after they could not be loaded, and count nothing', async () => {
    const cache = aCache(2);
    const failing = [cache.ask('a'), cache.ask('a')];
    cache.fail('a');
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(cache.plans()).toBe(0);

    await cache.have('a');
    expect(cache.asked()).toEqual(['a', 'a']);
    expect(cache.plans()).toBe(1);
  });

  it('are asked for again after they could not be compiled, and count nothing', async () => {
    const cache = aCache(2);
    const broken = cache.ask('a');
    cache.come('a', aDocument('a', [callStep('{{#each}}')]));
    await expect(broken).rejects.toThrow();

    expect(cache.plans()).toBe(0);
    await cache.have('a');
    expect(cache.plans()).toBe(1);
  });

  it('of two workspaces are never each other’s', async () => {
    const loaded: string[] = [];
    const cache = createPlanCache({
      load: ({ workspaceId }) => {
        loaded.push(workspaceId);
        return Promise.resolve(aDocument(workspaceId));
      },
      findAction,
      maxBytes: 10 * aPlan,
    });
    const other = scopeOf('00000000-0000-7000-8000-000000000002');
    const names = await Promise.all(
      [scope, other].map(async (of) => (await cache.planOf(of, 'a')).flowName),
    );
    expect(names).toEqual([scope.workspaceId, other.workspaceId]);
    expect(loaded).toEqual(names);
  });
});
