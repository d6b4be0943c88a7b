import type { Layout } from './lay-out.js';

type Size = { readonly width: number; readonly height: number };
type View = { readonly x: number; readonly y: number; readonly zoom: number };

const margin = 32;
const smallestReadable = 0.7;
const smallestOfShort = 0.2;
/** The least room in which a whole flow is to be seen. */
const leastRoomPx = 240;

/** As far as the canvas can be zoomed out: to where the whole of the flow is in sight, however long it is. */
export function smallestZoom({ items }: Layout): number {
  const left = Math.min(...items.map(({ x }) => x));
  const right = Math.max(...items.map(({ x, width }) => x + width));
  const bottom = Math.max(...items.map(({ y, height }) => y + height));
  return Math.min(smallestOfShort, leastRoomPx / Math.max(bottom, right - left));
}

/**
 * Where the canvas opens: the whole flow if it stays readable, else its beginning. With another bound, the whole
 * flow as long as it is not smaller than that.
 */
export function firstView(layout: Layout, canvas: Size, smallest = smallestReadable): View {
  const left = Math.min(...layout.items.map((item) => item.x));
  const right = Math.max(...layout.items.map((item) => item.x + item.width));
  const bottom = Math.max(...layout.items.map((item) => item.y + item.height));
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
