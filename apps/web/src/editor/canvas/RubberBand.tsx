import type { Corners } from './cards-within.js';

/** The box that is being pulled over the canvas. */
export function RubberBand({ band }: { band: Corners | null }) {
  if (band === null) return null;
  const { from, to } = band;
  return (
    <div
      className="hl-rubber-band"
      style={{
        left: Math.min(from.x, to.x),
        top: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      }}
    />
  );
}
