type Point = { readonly x: number; readonly y: number };

type Listeners = {
  /** `within`: where on the canvas it is, from its corner; nothing beside it. */
  readonly move: (at: Point & { readonly within: Point | null }) => void;
  /** Called again and again while the pointer rests near a border of the canvas. */
  readonly nearEdge: (by: { dx: number; dy: number }) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
};

const thresholdPx = 5;
const borderPx = 36;
const panPx = 8;

/** Follows one pointer from its press to its release; a press that hardly moves stays a click. */
export function trackPointer(start: PointerEvent, listeners: Listeners): void {
  let isDragging = false;
  let last: Point = { x: start.clientX, y: start.clientY };
  // Asked once: to ask at each frame has the browser lay out the page anew, in the middle of what changes it.
  let canvas: DOMRect | undefined;
  const ends = new AbortController();
  const options = { signal: ends.signal };

  const pan = () => {
    if (ends.signal.aborted) return;
    const by = pull(last, canvas);
    if (by) {
      listeners.nearEdge(by);
      listeners.move({ ...last, within: within(last, canvas) });
    }
    requestAnimationFrame(pan);
  };
  const end = (finish: () => void) => {
    ends.abort();
    if (!isDragging) return;
    swallowClick();
    finish();
  };
  const follow = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return;
    last = { x: event.clientX, y: event.clientY };
    const moved = Math.hypot(last.x - start.clientX, last.y - start.clientY);
    if (!isDragging && moved < thresholdPx) return;
    if (!isDragging) {
      canvas = document.querySelector('[data-canvas]')?.getBoundingClientRect();
      requestAnimationFrame(pan);
    }
    isDragging = true;
    event.preventDefault();
    listeners.move({ ...last, within: within(last, canvas) });
  };
  // Left to itself, a browser takes a finger that drags fast for a fling, and the next tap for what stops it.
  const keep = (event: Event) => isDragging && event.preventDefault();
  window.addEventListener('touchmove', keep, { ...options, passive: false });
  window.addEventListener('pointermove', follow, { ...options, passive: false });
  window.addEventListener('pointerup', () => end(listeners.drop), options);
  window.addEventListener('pointercancel', () => end(listeners.cancel), options);
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape') end(listeners.cancel);
    },
    options,
  );
}

function within({ x, y }: Point, box: DOMRect | undefined): Point | null {
  if (!box) return null;
  const isInside = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  return isInside ? { x: x - box.left, y: y - box.top } : null;
}

function pull(at: Point, box: DOMRect | undefined): { dx: number; dy: number } | null {
  if (!box) return null;
  const dx = pullAlong(at.x, box.left, box.right);
  const dy = pullAlong(at.y, box.top, box.bottom);
  const isOutside = dx === null || dy === null;
  return isOutside || (dx === 0 && dy === 0) ? null : { dx, dy };
}

function pullAlong(at: number, ...[from, to]: [number, number]): number | null {
  if (at < from || at > to) return null;
  if (at < from + borderPx) return -panPx;
  return at > to - borderPx ? panPx : 0;
}

/** The release of a drag is not a click on what lies below it. */
function swallowClick(): void {
  const stop = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', stop, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', stop, { capture: true }), 0);
}
