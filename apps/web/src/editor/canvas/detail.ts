/** How much of a flow can be read: all of its cards, their titles, or where what stands. */
export type Detail = 'whole' | 'title' | 'mark';

/** Smaller, and the values on a card are grey lines. */
const wholeFrom = 0.45;
/** Smaller, and even a large title is. */
const titleFrom = 0.16;

/** What is drawn of a card at this size: a far look shows more flow and less of each step, and costs less. */
export function detailAt(zoom: number): Detail {
  if (zoom >= wholeFrom) return 'whole';
  return zoom >= titleFrom ? 'title' : 'mark';
}
