type Point = { readonly x: number; readonly y: number };

type Listeners = {
  readonly move: (at: Point) => void;
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
  const ends = new AbortController();
  const options = { signal: ends.signal };

  const pan = () => {
    if (ends.signal.aborted) return;
    const by = pull(last);
    if (by) {
      listeners.nearEdge(by);
      listeners.move(last);
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
    if (!isDragging) requestAnimationFrame(pan);
    isDragging = true;
    event.preventDefault();
    listeners.move(last);
  };
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

function pull(at: Point): { dx: number; dy: number } | null {
  const box = document.querySelector('[data-canvas]')?.getBoundingClientRect();
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
