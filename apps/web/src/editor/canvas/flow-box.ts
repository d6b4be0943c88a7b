import type { Layout } from './lay-out.js';

export type FlowBox = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** The room that a laid out flow takes. */
export function flowBox({ items }: Layout): FlowBox {
  return {
    left: Math.min(...items.map(({ x }) => x)),
    top: 0,
    right: Math.max(...items.map(({ x, width }) => x + width)),
    bottom: Math.max(...items.map(({ y, height }) => y + height)),
  };
}
