import { expect, it } from 'vitest';
import { createTracer } from './create-tracer.js';
import { parseTraceParent } from './trace-parent.js';

const options = {
  endpoint: 'http://127.0.0.1:9',
  headers: {},
  serviceName: 'test',
  share: 1,
  onError: () => undefined,
};
const start = { name: 'a', kind: 'server', parent: null, isRoot: true, attributes: {} } as const;

it('takes the share of the traces that it was given', () => {
  const taken = (share: number) => {
    const tracer = createTracer({ ...options, share });
    return Array.from({ length: 400 }, () => tracer.begin(start)).filter((span) => span !== null)
      .length;
  };

  expect([taken(0), taken(1)]).toEqual([0, 400]);
  expect(taken(0.5)).toBeGreaterThan(100);
  expect(taken(0.5)).toBeLessThan(300);
});

it('takes what belongs to a taken trace, and nothing else', () => {
  const tracer = createTracer({ ...options, share: 0 });
  const within = (parent: string | null) => tracer.begin({ ...start, isRoot: false, parent });
  const place = `${'a'.repeat(32)}-${'b'.repeat(16)}`;

  expect(parseTraceParent(within(`00-${place}-01`)?.traceParent ?? '')).toMatchObject({
    traceId: 'a'.repeat(32),
    isSampled: true,
  });
  for (const parent of [
    null,
    '',
    `00-${place}-00`,
    `00-${place}-0`,
    `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
  ])
    expect(within(parent)).toBeNull();
});

it('tells once that the collector is away, and keeps nothing for it', async () => {
  const told: unknown[] = [];
  const tracer = createTracer({ ...options, onError: (error) => told.push(error) });

  for (let count = 0; count < 3; count += 1) {
    tracer.begin(start)?.end({ isFailed: false });
    await tracer.close();
  }

  expect(told).toHaveLength(1);
});
