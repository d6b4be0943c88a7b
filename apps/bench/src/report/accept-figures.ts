import type { Bench } from '../bench.js';
import { driveOnce, measureAccepts } from '../measure/measure-accepts.js';
import type { Side } from '../measure/side.js';
import { atLeast, plain, type Figure } from './figure.js';
import { spread, three } from './print-table.js';

/** Below this an accept is too dear, whatever is done with it later. */
const acceptsBudget = 0.7;

export async function acceptFigures(
  bench: Bench,
  sides: { product: Side; limit: Side },
): Promise<Figure[]> {
  const warmUp = { bodyBytes: 200, durationSecs: bench.form.warmUpSecs };
  if (warmUp.durationSecs > 0) {
    await driveOnce(sides.product, warmUp);
    await driveOnce(sides.limit, warmUp);
  }
  const figures: Figure[] = [];
  for (const [index, plan] of bench.form.accepts.entries()) {
    const size = `${plan.bodyBytes / 1_000} KB`;
    bench.tell(`accepts of ${size}`);
    const { product, limit } = await measureAccepts(sides, plan);
    const ratio = product.perSec.middle / limit.perSec.middle;
    figures.push(
      {
        what: `durable accepts/s, ${size}`,
        product: spread(product.perSec),
        limit: spread(limit.perSec),
        ratio,
        budget: index === 0 ? atLeast(ratio, acceptsBudget) : null,
      },
      plain('  answered after p50 / p95 / p99 ms', three(product.answers), three(limit.answers)),
    );
    const share = Math.max(product.driverShare, limit.driverShare);
    bench.drivers.push({ what: `accepts of ${size}`, share });
    const faults = product.faults + limit.faults;
    if (faults > 0) bench.notes.push(`accepts of ${size}: ${faults} requests got no 2xx`);
  }
  return figures;
}
