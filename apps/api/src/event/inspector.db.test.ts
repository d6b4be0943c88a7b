import type { EventSummary, EventView, FlowAnswer, FlowView } from '@hookline/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDocument,
  aFlow,
  aLiveFlow,
  givenTwoWorkspaces,
  send,
  type TwoWorkspaces,
} from '../start/two-workspaces.given.js';

let given: TwoWorkspaces;
beforeAll(async () => {
  given = await givenTwoWorkspaces();
});
afterAll(() => given.api.stop());

const call = <T>(method: string, path: string, json?: unknown) =>
  given.owner.call<T>(method, path, json);
const live = (change: Parameters<typeof aDocument>[0] = {}) =>
  aLiveFlow(given.owner, aDocument(change));
const post = (flow: FlowView, json: unknown, init: RequestInit = {}) =>
  given.api.ask(new URL(flow.hookUrl).pathname, { json, redirect: 'manual', ...init });

const latest = async (flow: FlowView): Promise<EventView> => {
  const list = await call<{ items: EventSummary[] }>('GET', `/events?flowId=${flow.id}`);
  return (await call<EventView>('GET', `/events/${list.body.items[0]?.id}`)).body;
};

describe('an event in the inspector', () => {
  it('tells whether its sender was proved, and what ran for it', async () => {
    const flow = await live();
    await post(flow, { phone: '+7 999 111-22-33' });

    const event = await latest(flow);
    expect(event).toMatchObject({
      proof: 'not_asked',
      runs: [{ isByHand: false, flowId: flow.id }],
    });

    const body = { flowId: flow.id, versionId: flow.published?.versionId };
    const run = await call<{ runId: string }>('POST', `/events/${event.id}/run`, body);
    expect(run.status).toBe(202);
    expect((await latest(flow)).runs.map(({ isByHand }) => isByHand)).toEqual([true, false]);
    const other = { ...body, versionId: event.id };
    expect((await call('POST', `/events/${event.id}/run`, other)).status).toBe(404);
  });

  it('SIG-9: is kept and run though an earlier one has its id and other content, and names that one', async () => {
    const trigger = { app: 'tilda', event: 'form', connectionId: null, settings: {} };
    const flow = await live({ trigger });
    const forged = { Name: 'Eve', tranid: '1:616' };
    const leads = [forged, { Name: 'Anna', tranid: '1:616' }, { Name: 'Anna', tranid: '1:617' }];
    for (const lead of [...leads, forged]) expect((await post(flow, lead)).status).toBe(200);

    const { body } = await call<{ items: EventSummary[] }>('GET', `/events?flowId=${flow.id}`);
    const [first, ...others] = body.items.toReversed();
    expect(first).toMatchObject({ state: 'accepted', sameIdAs: null });
    expect(others).toMatchObject([
      { state: 'accepted', sameIdAs: first?.id },
      { state: 'accepted', sameIdAs: null },
      { state: 'duplicate', sameIdAs: null, duplicateOf: first?.id },
    ]);
  });

  it('is found by what it carried, within its workspace', async () => {
    const flow = await live();
    await post(flow, { phone: '+7 999 444-55-66' });
    const path = '/events/search?text=89994445566';
    const found = await call<{ items: EventSummary[] }>('GET', path);
    expect(found.body.items.map(({ flowId }) => flowId)).toEqual([flow.id]);
    const others = await given.stranger.call<{ items: EventSummary[] }>('GET', path);
    expect(others.body.items).toEqual([]);
    for (const text of ['a', '', '%00', '%00%00%20', '%20%20%20', 'a%00', '%E2%80%8B%E2%80%8B'])
      expect((await call('GET', `/events/search?text=${text}`)).status, text).toBe(400);
    expect((await call('GET', '/events/search?text=abc&cursor=x')).status).toBe(400);
  });

  it('shows and saves a file under a name that reads as nothing else, whenever it was stored', async () => {
    const flow = await live();
    const form = new FormData();
    form.append('scan', new Blob(['1;2'], { type: 'text/csv' }), 'a.csv');
    const sent = await fetch(new URL(new URL(flow.hookUrl).pathname, given.api.url), {
      method: 'POST',
      body: form,
    });
    expect(sent.status).toBe(202);
    const { id } = (await sent.json()) as { id: string };
    // As versions before this one stored it.
    await given.api.pool.query('UPDATE event_files SET file_name = $2 WHERE event_id = $1', [
      id,
      'invoice\u202Etxt.exe',
    ]);

    const { body: event } = await call<EventView>('GET', `/events/${id}`);
    expect(event.attachments).toMatchObject([{ field: 'scan', fileName: 'invoice_txt.exe' }]);
    const saved = await given.api.ask(`/api/v1/events/${id}/files/0`, {
      headers: given.owner.bearer,
    });
    expect(saved.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''invoice_txt.exe",
    );
  });

  it('leads to the bytes of the request that it came in with others', async () => {
    const settings = { splitPath: 'items' };
    const trigger = { app: 'webhook', event: 'received', connectionId: null, settings };
    const flow = await live({ trigger });
    const body = '{ "items": [ {"n": 1.0}, {"n": 2}, {"n": 3} ] }';
    const type = { 'content-type': 'application/json' };
    await post(flow, undefined, { method: 'POST', body, headers: type });
    await post(flow, { items: [{ n: 4 }] });

    const list = await call<{ items: EventSummary[] }>('GET', `/events?flowId=${flow.id}`);
    const views = await Promise.all(
      list.body.items.map(async ({ id }) => (await call<EventView>('GET', `/events/${id}`)).body),
    );
    const [alone, third, second, first] = views;
    const batch = { firstEventId: first?.id, events: 3 };
    expect(views.map((view) => view.batch)).toEqual([null, batch, batch, batch]);
    expect(alone?.payload).toMatchObject({ items: { n: 4 } });
    expect([second?.rawText, third?.rawText].join()).toContain('"n":2');
    expect(first?.rawText).toBe(body);
    const bytes = await call('GET', `/events/${third?.batch?.firstEventId}/body`);
    expect(bytes.body).toEqual(JSON.parse(body));
  });

  it('is pinned as the sample of its flow', async () => {
    const flow = await live();
    await post(flow, { a: 1 });
    const { id } = await latest(flow);
    const path = `/flows/${flow.id}/sample`;
    const pinned = await call<FlowView>('PUT', path, { eventId: id });
    expect(pinned.body.sampleEventId).toBe(id);
    expect((await call('PUT', path, { eventId: flow.id })).status).toBe(404);
    expect((await given.stranger.call('PUT', path, { eventId: null })).status).toBe(404);
    expect((await call<FlowView>('PUT', path, { eventId: null })).body.sampleEventId).toBeNull();
  });

  it('is downloaded as a file that no browser opens under our address', async () => {
    const flow = await live();
    await post(flow, { a: '<script>alert(1)</script>' });
    const { id } = await latest(flow);
    const key = await call<{ apiKey?: string }>('GET', `/events/${id}/json`);
    expect(key.status).toBe(200);
    expect(key.body).toMatchObject({ id, payload: { a: '<script>alert(1)</script>' } });
    expect((await given.stranger.call('GET', `/events/${id}/json`)).status).toBe(404);
  });
});

describe('what is masked by rule', () => {
  it('is on no disk of ours: neither in the event, nor in its run, nor in the picker', async () => {
    const flow = await live({ masks: ['card', 'header:x-shop-key', 'query:sid'] });
    const path = `${new URL(flow.hookUrl).pathname}?sid=q-5ecret&page=2`;
    const secrets = { card: 'c-5ecret-1', deep: [{ CARD: 'c-5ecret-2' }] };
    const answer = await given.api.ask(path, {
      json: { Name: 'Anna', ...secrets },
      headers: { 'x-shop-key': 'h-5ecret' },
    });
    expect(answer.status).toBe(202);

    const event = await latest(flow);
    expect(event.payload).toEqual({ Name: 'Anna', card: '***', deep: [{ CARD: '***' }] });
    expect(event.query).toBe('sid=***&page=2');
    const { rows } = await given.api.pool.query<{ held: number }>(
      `SELECT count(*)::int AS held FROM events e LEFT JOIN open_runs r ON r.event_id = e.id
       WHERE e.id = $1 AND (position('5ecret'::bytea IN e.body) > 0
         OR position('5ecret'::bytea IN coalesce(e.payload, ''::bytea)) > 0
         OR concat(e.headers, e.query, e.summary, e.order_key, r.summary) LIKE '%5ecret%')`,
      [event.id],
    );
    expect(rows).toEqual([{ held: 0 }]);
    const fields = await call<object>('GET', `/flows/${flow.id}/fields`);
    expect(JSON.stringify(fields.body)).not.toContain('5ecret');
    expect(JSON.stringify(fields.body)).toContain('Anna');
  });

  it('takes the examples out of the picker that were seen before the rule', async () => {
    const flow = await live();
    await post(flow, { pin: 'seen-before', Name: 'Anna' });
    const draft = { document: aDocument({ masks: ['pin'] }), revision: flow.draftRevision };
    await call('PUT', `/flows/${flow.id}/draft`, draft);
    const fields = await call<object>('GET', `/flows/${flow.id}/fields`);
    expect(JSON.stringify(fields.body)).not.toContain('seen-before');
  });

  it('needs a rule that names something', async () => {
    const refused = await call('POST', '/flows', { ...aDocument(), masks: ['header:'] });
    expect(refused.status).toBe(422);
  });
});

describe('an answer of the owner', () => {
  const answered = async (answer: FlowAnswer, json: unknown = { a: 1 }) => {
    const flow = await live({ answer });
    return { flow, answer: await post(flow, json) };
  };

  it('stands in place of the usual one, with the id of what is stored', async () => {
    const { flow, answer } = await answered({
      kind: 'reply',
      status: 201,
      contentType: 'application/json',
      headers: [['X-Hook-Shop', 'one']],
      body: '{"ok":true,"id":"{id}"}',
      testDelayMs: 0,
    });
    const event = await latest(flow);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-hook-shop')).toBe('one');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.json()).toEqual({ ok: true, id: event.id });
    expect(event.state).toBe('accepted');
  });

  it('leads to a page, or shows one that runs nothing', async () => {
    const redirect = await answered({
      kind: 'redirect',
      url: 'https://shop.example/thanks',
      testDelayMs: 0,
    });
    expect(redirect.answer.status).toBe(303);
    expect(redirect.answer.headers.get('location')).toBe('https://shop.example/thanks');

    const { answer } = await answered({
      kind: 'page',
      title: 'Thanks <b>',
      text: 'a & b\n\n<script>alert(1)</script>',
      testDelayMs: 0,
    });
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(answer.headers.get('content-security-policy')).not.toContain('allow-scripts');
    const page = await answer.text();
    expect(page).toContain('Thanks &#60;b&#62;');
    expect(page).not.toMatch(/<script|<b>/);
  });

  it('gives way to the one that the source insists on', async () => {
    const flow = await live({
      trigger: { app: 'tilda', event: 'form', connectionId: null, settings: {} },
      answer: { kind: 'redirect', url: 'https://shop.example/', testDelayMs: 0 },
    });
    const path = new URL(flow.hookUrl).pathname;
    const body = new URLSearchParams({ Name: 'Anna', tranid: '1:2' });
    const answer = await given.api.ask(path, { method: 'POST', body });
    expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
  });

  it('is no comfort for what was refused', async () => {
    const flow = await live({
      answer: { kind: 'redirect', url: 'https://shop.example/', testDelayMs: 0 },
    });
    const answer = await post(flow, undefined, {
      method: 'POST',
      body: '{"broken',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(400);
  });

  it('waits for tests alone, and after the event is stored', async () => {
    const answer: FlowAnswer = { kind: 'page', title: 'Thanks', text: '', testDelayMs: 400 };
    const timed = async (flow: FlowView): Promise<number> => {
      const began = performance.now();
      await send(flow, { a: 1 }, given.api);
      return performance.now() - began;
    };
    const draft = await aFlow(given.owner, aDocument({ answer }));
    expect(await timed(draft)).toBeGreaterThan(380);
    expect((await latest(draft)).state).toBe('held');
    const running = await live({ answer });
    await timed(running);
    expect(await timed(running)).toBeLessThan(380);
  });
});
