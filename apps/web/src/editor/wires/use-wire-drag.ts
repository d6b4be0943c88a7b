import { useCallback, useState, type PointerEvent, type RefObject } from 'react';
import { trackPointer } from '../canvas/track-pointer.js';
import { curve, portOf } from './use-wire-lines.js';

export type DrawnWire = { readonly d: string; readonly over: string | null };

/** A wire that hangs on the pointer until it is let go over a field of the step. */
export function useWireDrag(
  board: RefObject<HTMLElement | null>,
  onConnect: (path: string, pointer: string) => void,
) {
  const [drawn, setDrawn] = useState<DrawnWire | null>(null);
  const start = useCallback(
    (event: PointerEvent, path: string) => {
      // A finger on the list scrolls it; by touch a field is chosen by a tap.
      if (event.button !== 0 || event.pointerType === 'touch') return;
      let over: string | null = null;
      trackPointer(event.nativeEvent, {
        move: (at) => {
          const element = board.current;
          const from = element && portOf(element, `[data-source="${CSS.escape(path)}"]`, 'right');
          if (!element || !from) return;
          over = targetUnder(at);
          const own = element.getBoundingClientRect();
          const end = over
            ? portOf(element, `[data-target="${CSS.escape(over)}"]`, 'left')
            : { x: at.x - own.left, y: at.y - own.top };
          setDrawn({ d: curve(from, end ?? from), over });
        },
        nearEdge: () => undefined,
        drop: () => {
          setDrawn(null);
          if (over !== null) onConnect(path, over);
        },
        cancel: () => setDrawn(null),
      });
    },
    [board, onConnect],
  );
  return { drawn, start };
}

function targetUnder({ x, y }: { x: number; y: number }): string | null {
  const row = document.elementFromPoint(x, y)?.closest('[data-target]');
  return row?.getAttribute('data-target') ?? null;
}
