import type { Place } from '@hookline/contract';

/** What hangs on the pointer: a step that is there, or a palette item that would become one. */
export type Dragged = {
  readonly what:
    { readonly kind: 'step'; readonly id: string } | { readonly kind: 'new'; readonly key: string };
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** The gap that is open for it. */
  readonly over: Place | null;
};
