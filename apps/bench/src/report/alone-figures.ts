import type { Bench } from '../bench.js';
import { measureClaims } from '../measure/measure-claims.js';
import { measureMapping } from '../measure/measure-mapping.js';
import { atMost, type Figure } from './figure.js';
import { fine, whole } from './print-table.js';

const mappingBudgetMicros = 20;
/** Claims under a backlog, by those of an empty system. */
const growthBudget = 1.3;

/** What can be measured of the product without its processes. */
export async function aloneFigures(bench: Bench): Promise<Figure[]> {
  const { server, prepared, form, tell } = bench;
  tell('mapping and claims');
  const micros = measureMapping();
  const figures: Figure[] = [
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
      budget: growth === null ? null : atMost(growth, growthBudget, ' x empty'),
    });
  }
  return figures;
}
