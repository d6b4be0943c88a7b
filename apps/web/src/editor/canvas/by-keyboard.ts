import type { MouseEvent } from 'react';

/** Whoever opens a card by a key goes on in its settings: at no field by name, but there. */
export const byKeyboard = ({ detail }: MouseEvent): string | undefined =>
  detail === 0 ? '' : undefined;
