import { createContext } from 'react';

/** Who has something to draw, and waits until it may. */
export type Turns = {
  readonly setMoving: (isMoving: boolean) => void;
  readonly isMoving: () => boolean;
  /** While it is held nobody is drawn: something else stands in their place. */
  readonly setHeld: (isHeld: boolean) => void;
  /** Calls back when nobody waits any more, at once where nobody does; what is given back takes the asking back. */
  readonly whenDone: (done: () => void) => () => void;
  /** Calls back at once where nothing moves, and else in its turn; what is given back takes the asking back. */
  readonly ask: (draw: () => void) => () => void;
};

/** So many cards are drawn well within a frame on a slow machine. */
const mostAFrame = 6;
/** What comes to rest may take a little longer, so that it does not come bit by bit. */
const mostAtRest = 24;

/**
 * While the canvas moves, what comes into sight is drawn a few cards a frame: a whole screen of them at once would
 * stop the hand that moves it.
 */
export function createTurns(onFrame: (call: () => void) => unknown): Turns {
  const waiting = new Set<() => void>();
  const enders = new Set<() => void>();
  let isMoving = false;
  let isHeld = false;
  let isDue = false;
  const askForFrame = (): void => {
    if (isDue || isHeld) return;
    isDue = true;
    onFrame(go);
  };
  const end = (): void => {
    for (const done of enders) {
      enders.delete(done);
      done();
    }
  };
  const go = (): void => {
    isDue = false;
    if (isHeld) return;
    let left = isMoving ? mostAFrame : mostAtRest;
    for (const draw of waiting) {
      if (left === 0) break;
      left -= 1;
      waiting.delete(draw);
      draw();
    }
    if (waiting.size > 0) askForFrame();
    else end();
  };
  return {
    setHeld: (holds) => {
      isHeld = holds;
      if (waiting.size > 0) askForFrame();
    },
    whenDone: (done) => {
      if (waiting.size === 0) {
        done();
        return () => undefined;
      }
      enders.add(done);
      return () => enders.delete(done);
    },
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
