import { expect, it } from 'vitest';
import { dotsApart, placePaper } from './place-paper.js';

function read(place: string) {
  const [x = 0, y = 0, scale = 1] = [...place.matchAll(/-?[\d.]+/g)].map(Number);
  return { x, y, scale };
}

it('moves with the flow from one dot to the next, and never uncovers the canvas', () => {
  for (const x of [-1_000, -24, -1, 0, 1, 23, 24, 5_000]) {
    const placed = read(placePaper({ x, y: -x, zoom: 1 }, 24));
    expect(placed.x).toBeLessThanOrEqual(0);
    expect(placed.x).toBeGreaterThanOrEqual(-24);
    expect((x - placed.x) % 24).toBeCloseTo(0);
    expect((-x - placed.y) % 24).toBeCloseTo(0);
    expect(placed.scale).toBe(1);
  }
});

it('grows with the flow, whatever it was drawn for, and stays readable where the flow is small', () => {
  for (let zoom = 0.2; zoom <= 1.5; zoom += 0.01) {
    const apart = dotsApart(zoom);
    expect(apart).toBeGreaterThanOrEqual(16);
    expect(apart).toBeLessThanOrEqual(32);
    const halved = Math.log2(apart / 24 / zoom);
    expect(halved).toBeCloseTo(Math.round(halved), 5);
    for (const drawn of [16, 24, 31]) {
      expect(read(placePaper({ x: 0, y: 0, zoom }, drawn)).scale * drawn).toBeCloseTo(apart, 1);
    }
  }
});
