import type { Bench } from '../bench.js';
import { measureClaims } from '../measure/measure-claims.js';
import { measureMapping } from '../measure/measure-mapping.js';
import { measureStart } from '../measure/measure-start.js';
import { atMost, type Figure } from './figure.js';
import { fine, spread, whole } from './print-table.js';

const mappingBudgetMicros = 20;
/** Claims under a backlog, by those of an empty system. */
const growthBudget = 1.3;
const startBudgetSecs = 3;

/** What can be measured while the processes that are compared rest. */
export async function aloneFigures(bench: Bench): Promise<Figure[]> {
  const { server, prepared, form, tell } = bench;
  tell('start, mapping and claims');
  const startSecs = await measureStart({ ...form.start, folder: server.folder });
  const micros = measureMapping();
  const figures: Figure[] = [
    {
      what: 'start, warm, until it is ready, s',
      product: spread(startSecs, (secs) => fine(secs)),
      limit: '',
      ratio: null,
      budget: atMost(startSecs.middle, startBudgetSecs, ' s'),
    },
    {
      what: 'mapping of 10 fields, µs',
      product: fine(micros, 1),
      limit: '',
      ratio: null,
      budget: atMost(micros, mappingBudgetMicros, ' µs'),
    },
  ];
  const databaseUrl = await server.create('product_claims', prepared.template);
  let emptyMs: number | null = null;
  for (const backlog of form.backlogs) {
    const claimMs = await measureClaims(databaseUrl, backlog);
    const growth = emptyMs === null ? null : claimMs / emptyMs;
    emptyMs ??= claimMs;
    figures.push({
      what: `claim of 128 runs, backlog ${whole(backlog)}, ms`,
      product: fine(claimMs),
      limit: '',
      ratio: growth,
      budget: growth === null ? null : atMost(growth, growthBudget, ' x'),
    });
  }
  return figures;
}
