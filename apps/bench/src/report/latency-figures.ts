import type { Bench } from '../bench.js';
import { measureLatency, measureLoadedLatency } from '../measure/measure-latency.js';
import type { Percentiles } from '../measure/median.js';
import { inTurn, type Side } from '../measure/side.js';
import { atMost, type Figure } from './figure.js';
import { fine, three, whole } from './print-table.js';

/** Of what the product does at most: so it stands in real life, and never for long at its limit. */
const loadShare = 0.6;

type Pair = { readonly product: Side; readonly limit: Side };

/** From a request to its effect, while there is nothing else to do. */
export async function idleLatencyFigures(
  { sink, form }: Bench,
  sides: Pair,
): Promise<readonly Figure[]> {
  const given = { sink, times: form.latencyTimes };
  const measure = (side: Side) =>
    inTurn(sides.limit, side, () => measureLatency(side.hookUrl, given));
  const product = await measure(sides.product);
  const limit = await measure(sides.limit);
  const row = (name: keyof Percentiles, boundMs: number | null): Figure => ({
    what: `POST to effect, idle, ${name.slice(0, 3)} ms`,
    product: fine(product[name], 1),
    limit: fine(limit[name], 1),
    ratio: product[name] / limit[name],
    budget: boundMs === null ? null : atMost(product[name], boundMs, ' ms'),
  });
  return [row('p50Ms', 15), row('p95Ms', null), row('p99Ms', 60)];
}

/** The same while both are sent as many leads a second: a share of what the product does at most. */
export async function loadedLatencyFigures(
  { sink, form, drivers, failures }: Bench,
  { most, ...sides }: Pair & { most: number },
): Promise<readonly Figure[]> {
  const perSec = Math.max(1, Math.round(most * loadShare));
  const what = `POST to effect, ${whole(perSec)}/s`;
  const measure = async (name: keyof Pair): Promise<Percentiles> => {
    const side = sides[name];
    const given = { sink, perSec, durationSecs: form.loadSecs };
    const found = await inTurn(sides.limit, side, () => measureLoadedLatency(side.hookUrl, given));
    drivers.push({ what, share: found.driverShare });
    if (found.lost + found.doubled > 0)
      failures.push(`${what}, ${name}: ${found.lost} lost, ${found.doubled} doubled`);
    return found.took;
  };
  const product = await measure('product');
  const limit = await measure('limit');
  return [
    {
      what: `${what}, p50/95/99 ms`,
      product: three(product),
      limit: three(limit),
      ratio: product.p50Ms / limit.p50Ms,
      budget: null,
    },
  ];
}
