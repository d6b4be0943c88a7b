import type { WireLine } from './use-wire-lines.js';

type Props = { lines: readonly WireLine[]; drawn: string | null };

/** The wires themselves; whatever they say is said by the rows that they join. */
export function WireLines({ lines, drawn }: Props) {
  return (
    <svg className="hl-board-lines" aria-hidden>
      {lines.map(({ key, d, health }) => (
        <path key={key} d={d} data-health={health} data-testid={`wire-${key}`} />
      ))}
      {drawn !== null && <path d={drawn} data-health="drawn" />}
    </svg>
  );
}
