import { median } from '../measure/median.js';
import { fine, whole } from '../report/print-table.js';
import type { Cost, Measured } from './measure-receiver.js';

export type ReceiverRow = {
  readonly name: string;
  readonly measured: Measured | null;
  /** Of the time of an accept of the generic one with the same requests. */
  readonly timeRatio: number;
  /** Of the processor time, api and database together, of the generic one with the same requests. */
  readonly cpuRatio: number;
  /** The same of the generic one with its own sample. */
  readonly sampleRatio: number;
  /** `null`: there is no budget for it, because its sender signs nothing. */
  readonly isMet: boolean | null;
};

/** A signed preset may cost so much of the generic one, in processor time: the driver shares the cores. */
const costBudget = 1.3;

/** One row for each of these receivers; those that were not measured say so. */
export function toReceiverRows(
  names: readonly string[],
  measured: readonly Measured[],
): readonly ReceiverRow[] {
  return names.map((name) => toRow(name, measured.find((each) => each.name === name) ?? null));
}

function toRow(name: string, measured: Measured | null): ReceiverRow {
  if (measured === null) {
    const none = { timeRatio: Number.NaN, cpuRatio: Number.NaN, sampleRatio: Number.NaN };
    return { name, measured, ...none, isMet: null };
  }
  const { ratios, proof } = measured;
  const cpuRatio = median(ratios.map(({ cpu }) => cpu));
  return {
    name,
    measured,
    timeRatio: median(ratios.map(({ time }) => time)),
    cpuRatio,
    sampleRatio: median(ratios.map(({ sample }) => sample)),
    isMet: isSignature(proof) ? cpuRatio <= costBudget : null,
  };
}

/** A token is compared, and nothing is reckoned; what such a preset costs is what it reads and hides. */
const isSignature = (proof: string | null): boolean => proof !== null && proof !== 'token';

const head = [
  ...['receiver', 'proof', 'bytes', 'accepts/s', 'api µs', 'db µs'],
  ...['same: /s', 'api µs', 'db µs', 'x time', 'x CPU', 'x CPU sample', ''],
];

export function toReceiverTable(rows: readonly ReceiverRow[]): string {
  const lines = [head, ...rows.map(toCells)];
  const widths = head.map((_name, column) =>
    Math.max(...lines.map((cells) => (cells[column] ?? '').length)),
  );
  const pad = (cell: string, column: number): string =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const table = lines.map((cells) => cells.map(pad).join('  ').trimEnd());
  return [...table, '', ...legend].join('\n');
}

function toCells(row: ReceiverRow): readonly string[] {
  const { name, measured, timeRatio, cpuRatio, sampleRatio, isMet } = row;
  if (measured === null) return [name, 'not measured'];
  const { proof, bodyBytes, own, same } = measured;
  const costs = (cost: Cost): string[] => [
    whole(cost.perSec),
    whole(cost.apiMicros),
    whole(cost.databaseMicros),
  ];
  return [
    ...[name, proof ?? '-', whole(bodyBytes), ...costs(own), ...costs(same)],
    ...[fine(timeRatio), fine(cpuRatio), fine(sampleRatio)],
    isMet === null ? '' : isMet ? 'met' : 'MISSED',
  ];
}

const legend = [
  'same: the generic receiver without a secret, which guards against repeats by an id in a header, sent the very same requests',
  'in turns with the preset.',
  'x time, x CPU: the preset by that one, in time and in processor time (api and database) of an accept.',
  'x CPU sample: its processor time by that of the generic receiver with its own sample.',
  'Each figure of time is that of the best slice: whatever else the machine does can only make one dearer.',
  'Each ratio is the median of those of the rounds: within one, both meet the same weather, a moment apart.',
  `A preset whose sender signs is to cost at most ${costBudget} x CPU.`,
];
