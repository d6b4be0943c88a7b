import { describe, expect, it } from 'vitest';
import { aBranching, aFlow, anAction } from './operations/document.given.js';
import { exportFlow, fillSlots, readFlowExport } from './export-flow.js';

const flow = aFlow({
  trigger: { app: 'tilda', event: 'form', connectionId: 'id-t', settings: { key: 's3', a: 1 } },
  steps: [
    anAction('a', { connectionId: 'id-1', input: { url: 'u', token: 's3cret' } }),
    aBranching(
      'route',
      [anAction('b', { connectionId: 'id-1' })],
      [anAction('c', { connectionId: 'id-2' })],
    ),
    anAction('d'),
  ],
});
const secrets = { ofTrigger: () => ['key'], ofAction: () => ['token'] };

describe('an exported flow', () => {
  it('has slots where connections were, one for each, and no secret anywhere', () => {
    const exported = exportFlow(flow, secrets);
    expect(exported.slots.map(({ key }) => key)).toEqual(['http-1', 'http-2', 'tilda-1']);
    const text = JSON.stringify(exported);
    for (const gone of ['id-1', 'id-2', 'id-t', 's3']) expect(text).not.toContain(gone);
  });

  it('comes back the same once its slots are filled', () => {
    const read = readFlowExport(
      JSON.stringify(exportFlow(flow, { ...secrets, ofTrigger: () => [], ofAction: () => [] })),
    );
    if (!read.ok) throw new Error(read.reason);
    const connections = { 'http-1': 'id-1', 'http-2': 'id-2', 'tilda-1': 'id-t' };
    expect(fillSlots(read.flow, connections)).toEqual(flow);
    expect(JSON.stringify(fillSlots(read.flow, {}))).not.toContain('slot:');
  });

  it('names no flow of the installation that it leaves, and keeps the rest of its address', () => {
    const through = '0198f0c0-0000-7000-8000-000000000001';
    const fed = { ...flow, endpoint: { through, perMinute: 60 } };
    expect(exportFlow(fed, secrets).document.endpoint).toEqual({ perMinute: 60 });
    expect(exportFlow({ ...flow, endpoint: { through } }, secrets).document).not.toHaveProperty(
      'endpoint',
    );
    const read = readFlowExport(JSON.stringify(fed));
    expect(read.ok && JSON.stringify(read.flow)).not.toContain(through);
  });

  it('may be a bare document, whose connections become slots', () => {
    const read = readFlowExport(JSON.stringify(flow));
    expect(read.ok && read.flow.slots).toHaveLength(3);
  });
});

it.each([
  ['', 'foreign'],
  ['hello', 'foreign'],
  ['[]', 'foreign'],
  ['{"document":{}}', 'foreign'],
  ['{"schemaVersion":2}', 'newer'],
  ['{"schemaVersion":1,"name":"x"}', 'broken'],
  ['{"hookline":"flow","exportVersion":1,"slots":[],"document":{"schemaVersion":1}}', 'broken'],
])('a file of %s is refused with its reason', (text, reason) => {
  expect(readFlowExport(text)).toMatchObject({ ok: false, reason });
});
