import type { Counted } from '../measure/count-costs.js';
import { mostOf, type Memory, type Runs } from '../measure/measure-runs.js';
import { median } from '../measure/median.js';
import { atMost, plain, type Figure } from './figure.js';
import { fine, megabytes } from './print-table.js';

/** The rounds of one side with so many calls, and the round in which its statements were counted. */
export type Sample = { readonly runs: readonly Runs[]; readonly counted: Counted };

/** What an event takes of the processors and of the database, and what the product holds meanwhile. */
export function costFigures(
  product: Sample,
  limit: Sample | null,
  memoryBoundMb: number | null,
): readonly Figure[] {
  const memory = mostOf(product.runs.map((run) => run.memory));
  return [
    compare('  CPU ms/event: api + worker + database', { product, limit }, (sample) => {
      const parts = cpuOf(sample);
      return { text: parts.map((ms) => fine(ms)).join(' + '), sum: sumOf(parts) };
    }),
    compare('  statements per event', { product, limit }, ({ counted }) => ({
      text: fine(counted.statements, 3),
      sum: counted.statements,
    })),
    compare('  syncs of the log per event', { product, limit }, ({ counted }) => ({
      text: fine(counted.fsyncs, 3),
      sum: counted.fsyncs,
    })),
    memoryFigure('  memory at most: in all (api + worker)', memory, memoryBoundMb),
  ];
}

/** What they share counts once in all of it, and for each within the brackets. */
export function memoryFigure(what: string, held: Memory, boundMb: number | null): Figure {
  const { apiBytes, workerBytes, togetherBytes } = held;
  const parts = `(${megabytes(apiBytes)} + ${megabytes(workerBytes)})`;
  const inAllMb = togetherBytes / 1_048_576;
  return {
    ...plain(what, `${megabytes(togetherBytes)} ${parts}`),
    budget: boundMb === null ? null : atMost(inAllMb, boundMb, ' MB'),
  };
}

function compare(
  what: string,
  { product, limit }: { product: Sample; limit: Sample | null },
  read: (sample: Sample) => { text: string; sum: number },
): Figure {
  const ours = read(product);
  if (limit === null) return plain(what, ours.text);
  const theirs = read(limit);
  return { ...plain(what, ours.text, theirs.text), ratio: ours.sum / theirs.sum };
}

function cpuOf({ runs }: Sample): readonly number[] {
  const middle = (pick: (run: Runs) => number): number => median(runs.map(pick));
  return [
    middle(({ apiCpuMs }) => apiCpuMs),
    middle(({ workerCpuMs }) => workerCpuMs),
    middle(({ databaseCpuMs }) => databaseCpuMs),
  ];
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
