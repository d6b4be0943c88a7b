import { describe, expect, it } from 'vitest';
import { aFormBuilder, aPreset, aRequest, storedText } from './intake.given.js';
import { defaultIntakeLimits } from './intake-limits.js';
import { shareIntake, type FlowRules } from './share-intake.js';

const rules = (settings: FlowRules['settings'] = {}, masks: readonly string[] = []): FlowRules => ({
  settings,
  masks,
});
const json = (value: unknown) => aRequest({ body: JSON.stringify(value) });

const take = async (
  request: ReturnType<typeof aRequest>,
  given: {
    preset?: ReturnType<typeof aPreset>;
    main?: FlowRules;
    fed: readonly FlowRules[];
    limits?: Partial<typeof defaultIntakeLimits>;
    secret?: string;
  },
) => {
  const { preset = aPreset(), main = rules(), fed, limits = {}, secret } = given;
  const intake = shareIntake(preset, { main, fed }, { ...defaultIntakeLimits, ...limits });
  return intake(request, {
    verification: secret === undefined ? null : { name: 'key', value: secret },
  });
};

describe('a request for several flows', () => {
  it('asks for one proof, which counts for all of them', async () => {
    const fed = [rules(), rules()];
    const proved = aRequest({ body: '{"a":1}', headers: [['key', 'a long secret']] });

    const taken = await take(proved, { fed, secret: 'a long secret' });
    const refused = await take(json({ a: 1 }), { fed, secret: 'a long secret' });

    expect(taken.fed.map((each) => each?.isProved)).toEqual([true, true]);
    expect(storedText(taken)).not.toContain('a long secret');
    expect([refused.main.outcome, refused.fed]).toEqual(['rejected', []]);
  });

  it('gives a flow what its own rules make of it, and hides from each what that one names', async () => {
    const fed = [rules({ dedupePath: 'id' }), rules({ splitPath: 'items' }), rules({}, ['card'])];
    const order = { id: 7, card: '4111111111111111', items: [{ n: 1 }, { n: 2 }] };

    const { main, fed: outcomes } = await take(json(order), { fed });

    expect(main).toMatchObject({ outcome: 'event', dedupeKey: null });
    expect(outcomes).toMatchObject([
      { outcome: 'event', dedupeKey: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { outcome: 'events', elements: [{}, {}] },
      { outcome: 'event' },
    ]);
    expect(outcomes.map((each) => storedText(each ?? {}).includes('4111'))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('leaves nothing with a flow that did not choose the event, whatever the main one chose', async () => {
    const kind = { value: 'order', label: { en: 'Order' }, isUsual: true };
    const preset = aPreset({
      events: { at: { from: 'body', path: 'type' }, known: [kind, { ...kind, value: 'call' }] },
    });
    const main = rules({ events: ['call'] });
    const fed = [rules({ events: ['order'] }), rules({ events: ['call'] })];

    const taken = await take(json({ type: 'order' }), { preset, main, fed });

    expect(taken.main.outcome).toBe('skipped');
    expect(taken.fed.map((each) => each?.outcome ?? null)).toEqual(['event', null]);
  });

  it('leaves a flow those elements of a batch alone that it chose', async () => {
    const kind = { value: 'order', label: { en: 'Order' }, isUsual: true };
    const preset = aPreset({
      split: { paths: ['items'] },
      events: {
        at: { from: 'body', path: 'items.type' },
        known: [kind, { ...kind, value: 'call' }],
      },
    });
    const items = [{ type: 'order' }, { type: 'call' }, { type: 'call' }];

    const { main, fed } = await take(json({ items }), {
      preset,
      fed: [rules({ events: ['order'] }), rules({ events: ['other'] })],
    });

    expect(main).toMatchObject({ outcome: 'events', elements: [{}, {}, {}] });
    expect(fed).toMatchObject([{ elements: [{ payload: { items: { type: 'order' } } }] }, null]);
  });

  it('is a handshake of the main flow alone', async () => {
    const preset = aFormBuilder();
    const request = aRequest({ type: 'application/x-www-form-urlencoded', body: 'test=test' });

    const taken = await take(request, { preset, fed: [rules()] });

    expect([taken.main.outcome, taken.fed]).toEqual(['test', []]);
  });

  it.each([
    { what: 'events', limits: { maxSharedEvents: 5 } },
    { what: 'bytes', limits: { maxSharedBytes: 120 } },
  ])('is refused for all when it makes too many $what', async ({ limits }) => {
    const fed = [rules({ splitPath: 'items' }), rules({ splitPath: 'items' })];
    const items = [{ n: 1 }, { n: 2 }, { n: 3 }];

    const taken = await take(json({ items }), { fed, limits });
    const small = await take(json({ items: [{ n: 1 }] }), { fed, limits });

    expect(taken.main).toMatchObject({ outcome: 'rejected', status: 413 });
    expect(taken.fed).toEqual([]);
    expect(small.fed).toHaveLength(2);
  });

  it('is refused for all when one flow must refuse it', async () => {
    const fed = [rules(), rules({ splitPath: 'items' })];
    const items = Array.from({ length: 4 }, (_, n) => ({ n }));

    const { main } = await take(json({ items }), { fed, limits: { maxEvents: 3 } });

    expect(main).toMatchObject({ outcome: 'rejected', status: 413 });
  });
});
