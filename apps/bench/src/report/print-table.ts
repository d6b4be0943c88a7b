import type { Percentiles } from '../measure/median.js';
import type { Spread } from '../measure/spread.js';
import type { Figure } from './figure.js';

const head = ['', 'product', 'limit', 'ratio', 'budget', ''] as const;

/** The table as text: one line per figure, columns under each other. */
export function toTable(figures: readonly Figure[]): string {
  const lines = [head, ...figures.map(toCells)];
  const widths = head.map((_name, column) =>
    Math.max(...lines.map((cells) => (cells[column] ?? '').length)),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function toCells({ what, product, limit, ratio, budget }: Figure): readonly string[] {
  const verdict = budget === null ? '' : budget.isMet ? 'met' : 'MISSED';
  return [
    what,
    product,
    limit,
    ratio === null ? '' : ratio.toFixed(2),
    budget?.words ?? '',
    verdict,
  ];
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
export const fine = (value: number, digits = 2): string => value.toFixed(digits);
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;

/** The middle of the rounds, and between which they were. */
export function spread(
  { middle, least, most, count }: Spread,
  write: (value: number) => string = whole,
): string {
  return count > 1 ? `${write(middle)} (${write(least)}..${write(most)})` : write(middle);
}

export const three = ({ p50Ms, p95Ms, p99Ms }: Percentiles): string =>
  [p50Ms, p95Ms, p99Ms].map((ms) => fine(ms, 1)).join(' / ');
