import type { Bench } from '../bench.js';
import { driveOnce, measureAccepts } from '../measure/measure-accepts.js';
import type { Sides } from '../measure/side.js';
import { atLeast, type Figure } from './figure.js';
import { noteDriver } from './note-driver.js';
import { whole } from './print-table.js';

/** Below this an accept is too dear, whatever is done with it later. */
const acceptsBudget = 0.7;
export async function acceptFigures(bench: Bench, sides: Sides): Promise<Figure[]> {
  const warmUp = { bodyBytes: 200, durationSecs: bench.form.warmUpSecs };
  await driveOnce(sides.product, warmUp);
  await driveOnce(sides.limit, warmUp);
  const figures: Figure[] = [];
  for (const [index, plan] of bench.form.accepts.entries()) {
    const size = `${plan.bodyBytes / 1_000} KB`;
    bench.tell(`accepts of ${size}`);
    const { product, limit } = await measureAccepts(sides, plan);
    const ratio = product.perSec / limit.perSec;
    figures.push({
      what: `durable accepts/s, ${size}`,
      product: whole(product.perSec),
      limit: whole(limit.perSec),
      ratio,
      budget: index === 0 ? atLeast(ratio, acceptsBudget) : null,
    });
    if (index === 0) {
      figures.push({
        what: '  time to the answer, p50 / p97.5 / p99 ms',
        product: `${product.p50Ms} / ${product.p97Ms} / ${product.p99Ms}`,
        limit: `${limit.p50Ms} / ${limit.p97Ms} / ${limit.p99Ms}`,
        ratio: null,
        budget: null,
      });
    }
    noteDriver(bench, `accepts of ${size}`, [product.driverShare, limit.driverShare]);
    const faults = product.faults + limit.faults;
    if (faults > 0) bench.notes.push(`accepts of ${size}: ${faults} requests got no 2xx`);
  }
  return figures;
}
