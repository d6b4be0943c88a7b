import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fakeVendor, freePort, startProgram, waitFor, type Program } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callStep, openWorkerHouse, type WorkerHouse } from '../run/worker-house.given.js';

const span = z.object({
  traceId: z.string().length(32),
  spanId: z.string().length(16),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.string().regex(/^\d{19}$/),
  endTimeUnixNano: z.string().regex(/^\d{19}$/),
  status: z.object({ code: z.number().optional() }),
});
const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({
        attributes: z.array(z.object({ value: z.object({ stringValue: z.string() }) })),
      }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});
type Told = z.output<typeof span> & { service: string };

/** A collector as the protocol describes it. */
async function openCollector() {
  const spans: Told[] = [];
  const keys: unknown[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      keys.push(request.headers['x-key']);
      for (const { resource, scopeSpans } of exported.parse(JSON.parse(body)).resourceSpans) {
        const service = resource.attributes[0]?.value.stringValue ?? '';
        for (const scope of scopeSpans)
          spans.push(...scope.spans.map((each) => ({ ...each, service })));
      }
      response.writeHead(request.url === '/v1/traces' ? 200 : 404).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    keys,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

let house: WorkerHouse;
let vendor: Awaited<ReturnType<typeof fakeVendor>>;
let collector: Awaited<ReturnType<typeof openCollector>>;
let api: Program;
let hookUrl: string;

beforeAll(async () => {
  house = await openWorkerHouse();
  vendor = await fakeVendor();
  collector = await openCollector();
  const flow = await house.aLiveFlow([callStep(`${vendor.url}/lead`)]);
  const traced = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=collector-secret-1',
    OTEL_TRACES_SAMPLER_ARG: '1',
  };
  await house.start(traced);
  const port = await freePort();
  const place = { DATABASE_URL: house.databaseUrl, DATA_DIR: house.dataDir, PORT: String(port) };
  api = await startProgram({ app: 'api', env: { ...place, HOST: '127.0.0.1', ...traced } });
  const token = 'traced-flow-of-a-test-1';
  await house.pool.query(
    `INSERT INTO hooks (token_sha256, token, workspace_id, flow_id)
     VALUES (sha256(convert_to($1, 'UTF8')), $1, $2, $3)`,
    [token, flow.scope.workspaceId, flow.flowId],
  );
  hookUrl = `http://127.0.0.1:${port}/hooks/${token}`;
}, 120_000);
afterAll(async () => {
  await api.stop();
  await house.close();
  await vendor.stop();
  collector.stop();
});

const send = (headers: Record<string, string> = {}) =>
  fetch(hookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"id":"1"}',
  });
const spansOf = async (count: number): Promise<readonly Told[]> => {
  await waitFor(() => collector.spans.length >= count, { what: `${count} spans are told` });
  return collector.spans.splice(0);
};

describe('a trace', () => {
  it('goes from the webhook over the run to the effect', async () => {
    expect((await send()).status).toBe(202);

    const spans = await spansOf(3);

    const [webhook, run, effect] = ['webhook', 'run', 'effect http'].map((name) =>
      spans.find((each) => each.name === name),
    );
    expect(webhook).toMatchObject({ service: 'hookline-api', kind: 2, status: {} });
    expect(run).toMatchObject({ service: 'hookline-worker', parentSpanId: webhook?.spanId });
    expect(effect).toMatchObject({ kind: 3, parentSpanId: run?.spanId });
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(webhook?.parentSpanId).toBeUndefined();
    expect(collector.keys).toContain('collector-secret-1');
  });

  it('goes on with that of a sender, and believes nobody who writes our own header', async () => {
    const [traceId, parent] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
    const forged = `00-${'f'.repeat(32)}-${'f'.repeat(16)}-01`;
    await send({ traceparent: `00-${traceId}-${parent}-01`, 'x-hookline-traceparent': forged });

    const spans = await spansOf(3);

    expect(new Set(spans.map((each) => each.traceId))).toEqual(new Set([traceId]));
    expect(spans.find(({ name }) => name === 'webhook')?.parentSpanId).toBe(parent);
  });

  it('tells what failed, and a collector that is gone costs nobody a lead', async () => {
    vendor.behave({ mode: 'fail', status: 500, times: 1 });
    await send();
    const spans = await spansOf(3);
    expect(spans.find(({ name }) => name === 'effect http')?.status).toEqual({ code: 2 });

    collector.stop();
    const before = await house.succeeded();
    for (let lead = 0; lead < 5; lead += 1) expect((await send()).status).toBe(202);
    await waitFor(async () => (await house.succeeded()) >= before + 5, {
      what: 'all leads are done',
    });
    expect(api.log()).not.toContain('collector-secret-1');
  });
});
