import { useEffect, type RefObject } from 'react';
import { isSlash, letterOf } from '../read-key.js';

/** Keys that were pressed while nothing has the keyboard, as after a click beside everything, are for the canvas. */
export function useStrayKeys(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isStray =
        event.target === document.body || event.target === canvas.current?.closest('main');
      if (!isStray || !isMeant(event) || !canvas.current) return;
      // What is pasted or copied by this key goes to what has the keyboard then.
      canvas.current.focus({ preventScroll: true });
      const again = new KeyboardEvent('keydown', event);
      if (!canvas.current.dispatchEvent(again)) event.preventDefault();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [canvas]);
}

function isMeant(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return 'acdvyz'.includes(letterOf(event));
  return /^(Arrow|Delete$|Backspace$)/.test(event.key) || isSlash(event);
}
