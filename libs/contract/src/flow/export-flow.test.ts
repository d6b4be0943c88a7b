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
    if (!read.ok) throw new Error(read.detail);
    const connections = { 'http-1': 'id-1', 'http-2': 'id-2', 'tilda-1': 'id-t' };
    expect(fillSlots(read.flow, connections)).toEqual(flow);
    expect(JSON.stringify(fillSlots(read.flow, {}))).not.toContain('slot:');
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
