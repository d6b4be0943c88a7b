import { useEffect, useRef, useState, type RefObject } from 'react';
import { isCut } from './is-cut.js';

/** Whether what an element holds is cut, at the width that it has now. */
export function useIsCut<E extends Element>(): [ref: RefObject<E | null>, isCut: boolean] {
  const ref = useRef<E>(null);
  const [cut, setCut] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setCut(isCut(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, cut];
}
