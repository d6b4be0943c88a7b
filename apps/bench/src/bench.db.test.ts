import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { longForm, smokeForm } from './measure/form.js';
import { ownProgram } from './process/own-program.js';
import { runToEnd } from './process/run-to-end.given.js';
import { toTable } from './report/print-table.js';

const figure = z.object({
  what: z.string(),
  product: z.string(),
  limit: z.string(),
  ratio: z.number().nullable(),
  budget: z.object({ words: z.string(), isMet: z.boolean() }).nullable(),
});
const printed = z.object({
  figures: z.array(figure),
  notes: z.array(z.string()),
  failures: z.array(z.string()),
});

let report: z.output<typeof printed>;
beforeAll(async () => {
  const { code, text } = await runToEnd([ownProgram, 'bench', '--smoke', '--json']);
  expect(code).toBe(0);
  report = printed.parse(JSON.parse(text));
}, 240_000);

const rowsOf = (what: RegExp) => report.figures.filter((row) => what.test(row.what));

describe('the bench, in its shortest form', () => {
  it('loses and doubles nothing', () => {
    expect(report.failures).toEqual([]);
  });

  it.each(['0.2', '1', '10', '100'])(
    'compares accepts of %s KB with the limit program, with p50, p95 and p99 of the answers',
    (size) => {
      const at = report.figures.findIndex(({ what }) => what === `durable accepts/s, ${size} KB`);
      const answers = report.figures[at + 1];

      expect(report.figures[at]?.ratio).toBeGreaterThan(0);
      expect(answers?.what).toBe('  answered after p50 / p95 / p99 ms');
      for (const side of [answers?.product, answers?.limit])
        expect(side).toMatch(/^[\d.]+ \/ [\d.]+ \/ [\d.]+$/);
    },
  );

  it.each(
    ['1 worker, PostgreSQL', '2 workers, Redis'].flatMap((crew) =>
      ['1 call', '5 calls', '20 calls'].map((calls) => `${calls}, ${crew}`),
    ),
  )('tells runs and their whole price with %s', (what) => {
    const at = report.figures.findIndex((row) => row.what === `runs/s, ${what}`);
    const hasLimit = what.startsWith('1 call,');
    const rows = report.figures.slice(at, at + 5);

    expect(rows.map((row) => row.what)).toEqual([
      `runs/s, ${what}`,
      '  CPU ms/event: api + worker + database',
      '  statements per event',
      '  syncs of the log per event',
      '  memory at most: in all (api + worker)',
    ]);
    for (const row of rows) expect(row.product).toMatch(/\d/);
    for (const row of rows.slice(0, 4)) expect(row.limit !== '').toBe(hasLimit);
    // Syncs are told late: of so few events there may be none.
    for (const row of rows.slice(0, 3)) expect(row.ratio !== null).toBe(hasLimit);
  });

  it('has the time from a request to its effect, idle and under load', () => {
    expect(rowsOf(/^POST to effect, idle, p(50|95|99) ms$/)).toHaveLength(3);
    const [loaded] = rowsOf(/^POST to effect, [\d,]+\/s, p50\/95\/99 ms$/);
    for (const side of [loaded?.product, loaded?.limit])
      expect(side).toMatch(/^[\d.]+ \/ [\d.]+ \/ [\d.]+$/);
  });

  it('has mapping and claims alone, the start, idle memory, and the peer as not measured', () => {
    expect(rowsOf(/^mapping of 10 fields/)).toHaveLength(1);
    expect(rowsOf(/^claim of 128 runs, backlog/)).toHaveLength(smokeForm.backlogs.length);
    expect(rowsOf(/^start, warm/)).toHaveLength(1);
    expect(rowsOf(/^memory, idle, 1 worker, PostgreSQL/)[0]?.budget?.words).toBe('<= 250 MB');
    const [peer] = rowsOf(/n8n 1\.123, not measured here$/);
    expect(peer?.budget?.words).toBe('>= 20 x');
    expect(report.notes.join('\n')).toContain('NOT measured in this run');
  });

  it('says how busy the driver was, and how long all took', () => {
    expect(report.notes.join('\n')).toMatch(/the driver (used at most|was part of the limit)/);
    expect(report.notes.at(-1)).toMatch(/^took \d+ s$/);
  });

  it('fits into 120 columns', () => {
    const widths = toTable(report.figures)
      .split('\n')
      .map((line) => line.length);

    expect(Math.max(...widths)).toBeLessThanOrEqual(120);
  });
});

describe('the bench, in its long form', () => {
  it('measures all that is to be measured', () => {
    expect(longForm.crews).toEqual(
      [1, 2].map((workers) => ({ workers, queues: ['PostgreSQL', 'Redis'] })),
    );
    expect(longForm.accepts.map(({ bodyBytes }) => bodyBytes)).toEqual([200, 1e3, 1e4, 1e5]);
    expect(longForm.runs.map(({ steps }) => steps)).toEqual([1, 5, 20]);
    expect(longForm.backlogs).toEqual([0, 10_000, 1_000_000]);
  });
});
