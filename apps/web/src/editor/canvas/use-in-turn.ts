import { useContext, useLayoutEffect, useState } from 'react';
import { TurnsContext } from './turns.js';

/** What is wanted, once it is this card's turn to be drawn; `null` for one that came into sight and was not drawn yet. */
export function useInTurn<T extends string>(wanted: T): T | null {
  const turns = useContext(TurnsContext);
  const [drawn, setDrawn] = useState(() => (turns.isMoving() ? null : wanted));
  useLayoutEffect(() => {
    if (drawn === wanted) return undefined;
    return turns.ask(() => setDrawn(wanted));
  }, [turns, drawn, wanted]);
  return drawn;
}
