import { createContext } from 'react';

/** Who has something to draw, and waits until it may. */
export type Turns = {
  readonly setMoving: (isMoving: boolean) => void;
  readonly isMoving: () => boolean;
  /** Calls back at once where nothing moves, and else in its turn; what is given back takes the asking back. */
  readonly ask: (draw: () => void) => () => void;
};

/** So many cards are drawn well within a frame on a slow machine. */
const mostAFrame = 6;

/**
 * While the canvas moves, what comes into sight is drawn a few cards a frame: a whole screen of them at once would
 * stop the hand that moves it.
 */
export function createTurns(onFrame: (call: () => void) => unknown): Turns {
  const waiting = new Set<() => void>();
  let isMoving = false;
  let isDue = false;
  const askForFrame = (): void => {
    if (isDue) return;
    isDue = true;
    onFrame(go);
  };
  const go = (): void => {
    isDue = false;
    let left = mostAFrame;
    for (const draw of waiting) {
      if (left === 0) break;
      left -= 1;
      waiting.delete(draw);
      draw();
    }
    if (waiting.size > 0) askForFrame();
  };
  return {
    setMoving: (moves) => {
      isMoving = moves;
    },
    isMoving: () => isMoving,
    ask: (draw) => {
      if (!isMoving && waiting.size === 0) {
        draw();
        return () => undefined;
      }
      waiting.add(draw);
      askForFrame();
      return () => waiting.delete(draw);
    },
  };
}

/** Outside of a canvas nothing moves. */
export const TurnsContext = createContext<Turns>(createTurns((call) => call()));
