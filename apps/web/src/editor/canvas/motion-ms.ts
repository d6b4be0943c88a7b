/** How long a movement of the canvas takes; nothing moves for those who asked for that. */
export const motionMs = (): number =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 160;
