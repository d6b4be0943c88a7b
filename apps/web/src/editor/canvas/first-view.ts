import { flowBox } from './flow-box.js';
import { keepInSight } from './keep-in-sight.js';
import type { LaidItem, Layout } from './lay-out.js';

type Size = { readonly width: number; readonly height: number };
type View = { readonly x: number; readonly y: number; readonly zoom: number };

const margin = 32;
const smallestReadable = 0.7;
const smallestOfShort = 0.2;
/** Where titles can still be read; a flow that is longer than this shows is not shown whole at once. */
const smallestFit = 0.35;
/** The least room in which a whole flow is to be seen. */
const leastRoomPx = 240;

/** As far as the canvas can be zoomed out: to where the whole of the flow is in sight, however long it is. */
export function smallestZoom(layout: Layout): number {
  const { left, right, bottom } = flowBox(layout);
  return Math.min(smallestOfShort, leastRoomPx / Math.max(bottom, right - left));
}

/**
 * Where the canvas opens: the whole flow if it stays readable, else its beginning. With another bound, the whole
 * flow as long as it is not smaller than that.
 */
export function firstView(layout: Layout, canvas: Size, smallest = smallestReadable): View {
  const { left, right, bottom } = flowBox(layout);
  const fits = Math.min(
    (canvas.width - 2 * margin) / (right - left),
    (canvas.height - 2 * margin) / bottom,
  );
  const zoom = Math.min(1, Math.max(smallest, fits));
  const height = bottom * zoom;
  const isWhole = height <= canvas.height - margin;
  const middle = (left + right) / 2;
  const isWide = (right - left) * zoom > canvas.width - 2 * margin;
  return {
    // Too wide to show whole: the trunk is in the middle, and the lanes spread to both sides of it.
    x: canvas.width / 2 - (isWide ? 0 : middle) * zoom,
    y: isWhole ? Math.min(margin * 2, (canvas.height - height) / 2) : margin,
    zoom,
  };
}

type Fitting = {
  readonly canvas: Size;
  /** Where the canvas is, or is on its way to. */
  readonly now: View;
  /** The card that a long flow is shown around. */
  readonly chosen: LaidItem | undefined;
};

/**
 * Where the canvas goes that is to show the flow: all of it as long as titles can be read; of a longer one the part
 * around the chosen step, or its beginning. From there, all of it.
 */
export function fittedView(layout: Layout, { canvas, now, chosen }: Fitting): View {
  const whole = firstView(layout, canvas, smallestZoom(layout));
  const begin = firstView(layout, canvas, smallestFit);
  if (whole.zoom >= begin.zoom) return whole;
  const readable = chosen
    ? keepInSight(around(chosen, begin.zoom, canvas), flowBox(layout), canvas)
    : begin;
  return isNear(now, readable) ? whole : readable;
}

function around({ x, y, width, height }: LaidItem, zoom: number, canvas: Size): View {
  return {
    x: canvas.width / 2 - (x + width / 2) * zoom,
    y: canvas.height / 2 - (y + height / 2) * zoom,
    zoom,
  };
}

const isNear = (one: View, other: View): boolean =>
  Math.abs(one.x - other.x) < 1 &&
  Math.abs(one.y - other.y) < 1 &&
  Math.abs(one.zoom / other.zoom - 1) < 0.01;
