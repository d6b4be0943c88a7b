import { useEffect, useRef, useState } from 'react';

/** For what comes because its button was pressed: it takes that button's focus, then opens. */
export function useOpenAtOnce() {
  const place = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    place.current?.querySelector('button')?.focus({ preventScroll: true });
    // Only once the focus is there, so that closing brings it back to the button.
    queueMicrotask(() => setOpen(true));
  }, []);
  return { place, isOpen, setOpen };
}
