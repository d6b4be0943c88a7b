import type { MouseEvent } from 'react';

/** By a finger: a caret that it did not ask for would open the keyboard of the screen over the page. */
export function byTouch({ nativeEvent, detail }: MouseEvent): boolean {
  if (detail === 0) return false;
  const pointer = nativeEvent instanceof PointerEvent ? nativeEvent.pointerType : '';
  // Not every browser tells what clicked.
  if (pointer === '') return window.matchMedia('(pointer: coarse)').matches;
  return pointer === 'touch';
}
