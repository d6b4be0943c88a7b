import type { CoordinateExtent, Viewport } from '@xyflow/react';
import type { FlowBox } from './flow-box.js';

type Size = { readonly width: number; readonly height: number };

/** So much of the canvas has something of the flow in it, wherever it is moved: nobody gets lost beside it. */
const share = 0.25;

/** How far the canvas can be moved at this zoom: past each end of the flow, and never away from it. */
export function roomAround(box: FlowBox, canvas: Size, zoom: number): CoordinateExtent {
  const aside = ((1 - share) * canvas.width) / zoom;
  const beyond = ((1 - share) * canvas.height) / zoom;
  return [
    [box.left - aside, box.top - beyond],
    [box.right + aside, box.bottom + beyond],
  ];
}

/** The view, or the nearest one that the canvas can be moved to. */
export function keepInSight({ x, y, zoom }: Viewport, box: FlowBox, canvas: Size): Viewport {
  const along = (value: number, [from, to]: readonly [number, number], size: number) =>
    Math.min(Math.max(value, size * share - to * zoom), size * (1 - share) - from * zoom);
  return {
    x: along(x, [box.left, box.right], canvas.width),
    y: along(y, [box.top, box.bottom], canvas.height),
    zoom,
  };
}
