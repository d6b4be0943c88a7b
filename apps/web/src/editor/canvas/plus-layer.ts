import { createContext } from 'react';

/**
 * Where the pluses on the lines stand. The library has a place for them too, but each line would look it up at each move
 * of the canvas.
 */
export const PlusLayerContext = createContext<HTMLElement | null>(null);
