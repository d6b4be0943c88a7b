import type { CardNode, FlowEdge, Projection } from './project-flow.js';

/**
 * The new picture with what it has in common with the one before: the library compares by identity, and works anew
 * through every card and line that is another object.
 */
export function keepUnchanged(next: Projection, before: Projection | undefined): Projection {
  if (before === undefined) return next;
  return {
    nodes: keep(next.nodes, before.nodes, isSameCard),
    edges: keep(next.edges, before.edges, isSameLine),
  };
}

function keep<T extends { id: string }>(
  next: readonly T[],
  before: readonly T[],
  isSame: (one: T, other: T) => boolean,
): T[] {
  const known = new Map(before.map((one) => [one.id, one]));
  return next.map((one) => {
    const old = known.get(one.id);
    return old !== undefined && isSame(one, old) ? old : one;
  });
}

function isSameCard(one: CardNode, other: CardNode): boolean {
  const isThere = one.position.x === other.position.x && one.position.y === other.position.y;
  return (
    isThere && one.type === other.type && one.width === other.width && one.height === other.height
  );
}

function isSameLine(one: FlowEdge, other: FlowEdge): boolean {
  if (one.source !== other.source || one.target !== other.target) return false;
  return JSON.stringify(one.data) === JSON.stringify(other.data);
}
