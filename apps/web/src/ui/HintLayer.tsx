import { useEffect, useRef, useState } from 'react';
import './HintLayer.css';
import { isCut } from './is-cut.js';

const delayMs = 300;
const marginPx = 6;

type Hinted = { readonly target: Element; readonly text: string };

/**
 * Shows the `data-hint` of what the pointer rests on or the keyboard has reached. One layer serves the whole
 * page: what has a hint pays nothing for it, and its name for those who listen is its own `aria-label`. A text that is
 * cut has its whole in its `title`, which browsers show to a pointer only; the keyboard is shown it here.
 */
export function HintLayer() {
  const [hinted, setHinted] = useState<Hinted | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(timer);
      setHinted(null);
    };
    const show = (found: Hinted | null, afterMs: number) => {
      clearTimeout(timer);
      if (found === null) return setHinted(null);
      timer = setTimeout(() => setHinted(found), afterMs);
    };
    const over = ({ target }: Event) =>
      show(target instanceof Element ? hintOf(target) : null, delayMs);
    const focus = ({ target }: Event) => {
      const isByKey = target instanceof Element && target.matches(':focus-visible');
      if (isByKey) show(hintOf(target) ?? cutTextOf(target), 0);
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
  return hinted === null ? null : <Hint {...hinted} />;
}

function hintOf(element: Element): Hinted | null {
  const target = element.closest('[data-hint]');
  return target && { target, text: target.getAttribute('data-hint') ?? '' };
}

/** The whole of a text that is cut, on what has the focus or inside of it. */
function cutTextOf(element: Element): Hinted | null {
  const titled = [element, ...element.querySelectorAll('[title]')];
  const cut = titled.find((one) => one.hasAttribute('title') && isCut(one));
  return cut ? { target: element, text: cut.getAttribute('title') ?? '' } : null;
}

/** Below its target, above it where there is no room, and never over the edge. */
function Hint({ target, text }: Hinted) {
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
      {text}
    </div>
  );
}
