import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.js';

function aCanvas() {
  const frames: (() => void)[] = [];
  const turns = createTurns((call) => frames.push(call));
  const drawn: number[] = [];
  const leaves = (cards: number) =>
    Array.from({ length: cards }, (_, card) => turns.ask(() => drawn.push(card)));
  const frame = () => frames.splice(0).forEach((call) => call());
  return { turns, drawn, leaves, frame, frames };
}

describe('turns of cards', () => {
  it('are given at once while nothing moves', () => {
    const { drawn, leaves, frames } = aCanvas();

    leaves(20);

    expect(drawn).toHaveLength(20);
    expect(frames).toEqual([]);
  });

  it('are given to some a frame while the canvas moves, in their order, until nobody waits', () => {
    const { turns, drawn, leaves, frame, frames } = aCanvas();
    turns.setMoving(true);

    leaves(20);

    expect(drawn).toEqual([]);
    frame();
    const first = drawn.length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(20);
    while (frames.length > 0) frame();
    expect(drawn).toEqual(Array.from({ length: 20 }, (_, card) => card));
  });

  it('are given to all who waited when the canvas comes to rest, and to nobody before them', () => {
    const { turns, drawn, leaves, frame, frames } = aCanvas();
    turns.setMoving(true);
    leaves(20);
    turns.setMoving(false);

    turns.ask(() => drawn.push(99));

    expect(drawn).toEqual([]);
    while (frames.length > 0) frame();
    expect(drawn.at(-1)).toBe(99);
    expect(drawn).toHaveLength(21);
  });

  it('are no more in a frame after cards came and went within one', () => {
    const [calm, busy] = [aCanvas(), aCanvas()];
    for (const { turns } of [calm, busy]) turns.setMoving(true);
    for (let visit = 0; visit < 5; visit += 1) busy.leaves(1).forEach((leave) => leave());

    for (const { leaves, frame } of [calm, busy]) {
      leaves(40);
      frame();
    }

    expect(busy.drawn).toEqual(calm.drawn);
  });

  it('are given to nobody while they are held, and to all who waited afterwards', () => {
    const { turns, drawn, leaves, frame, frames } = aCanvas();
    turns.setMoving(true);
    leaves(3);
    turns.setHeld(true);
    leaves(3);

    while (frames.length > 0) frame();
    expect(drawn).toEqual([]);

    turns.setHeld(false);
    while (frames.length > 0) frame();
    expect(drawn).toHaveLength(6);
  });

  it('are done when nobody waits any more: at once where nobody does, and not where the asking was taken back', () => {
    const { turns, leaves, frame, frames } = aCanvas();
    const heard: string[] = [];
    turns.whenDone(() => heard.push('nobody waits'));
    expect(heard).toEqual(['nobody waits']);

    turns.setMoving(true);
    leaves(50);
    turns.setMoving(false);
    turns.whenDone(() => heard.push('all are drawn'));
    turns.whenDone(() => heard.push('taken back'))();
    frame();
    expect(heard).toHaveLength(1);
    while (frames.length > 0) frame();
    expect(heard).toEqual(['nobody waits', 'all are drawn']);
  });

  it('are not given to a card that has gone', () => {
    const { turns, drawn, leaves, frame, frames } = aCanvas();
    turns.setMoving(true);
    const [leave] = leaves(3);

    leave?.();
    while (frames.length > 0) frame();

    expect(drawn).toEqual([1, 2]);
  });
});
