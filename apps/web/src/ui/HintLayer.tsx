import { useEffect, useRef, useState } from 'react';
import './HintLayer.css';

const delayMs = 300;
const marginPx = 6;

/**
 * Shows the `data-hint` of what the pointer rests on or the keyboard has reached. One layer serves the whole
 * page: what has a hint pays nothing for it, and its name for those who listen is its own `aria-label`.
 */
export function HintLayer() {
  const [hinted, setHinted] = useState<Element | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(timer);
      setHinted(null);
    };
    const show = (event: Event, afterMs: number) => {
      const { target } = event;
      const found = target instanceof Element ? target.closest('[data-hint]') : null;
      clearTimeout(timer);
      if (found === null) return setHinted(null);
      timer = setTimeout(() => setHinted(found), afterMs);
    };
    const over = (event: Event) => show(event, delayMs);
    const focus = (event: Event) => {
      const isByKey = event.target instanceof Element && event.target.matches(':focus-visible');
      if (isByKey) show(event, 0);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('keydown', key);
    const ends = ['pointerdown', 'focusout', 'scroll', 'wheel'] as const;
    for (const end of ends) document.addEventListener(end, hide, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('keydown', key);
      for (const end of ends) document.removeEventListener(end, hide, { capture: true });
    };
  }, []);
  return hinted === null ? null : <Hint target={hinted} />;
}

/** Below its target, above it where there is no room, and never over the edge. */
function Hint({ target }: { target: Element }) {
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = bubble.current;
    if (element === null) return;
    const [at, own] = [target.getBoundingClientRect(), element.getBoundingClientRect()];
    const below = at.bottom + marginPx;
    const isRoom = below + own.height <= window.innerHeight;
    const left = at.left + at.width / 2 - own.width / 2;
    const most = window.innerWidth - own.width - marginPx;
    element.style.top = `${isRoom ? below : at.top - own.height - marginPx}px`;
    element.style.left = `${Math.max(marginPx, Math.min(left, most))}px`;
    element.style.visibility = 'visible';
  });
  return (
    <div ref={bubble} className="hl-hint" role="tooltip">
      {target.getAttribute('data-hint')}
    </div>
  );
}
