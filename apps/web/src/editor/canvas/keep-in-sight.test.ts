import { describe, expect, it } from 'vitest';
import { aDocument, anAction } from '../editor.given.js';
import { flowBox } from './flow-box.js';
import { keepInSight, roomAround } from './keep-in-sight.js';
import { layOut } from './lay-out.js';

const canvas = { width: 1_000, height: 800 };
const steps = (count: number) => Array.from({ length: count }, (_, at) => anAction(`s${at}`));
const boxes = [1, 3, 200].map((count) => flowBox(layOut(aDocument(steps(count)))));
const far = [-1e6, 1e6];

describe('where the canvas can be moved', () => {
  it('is never away from the flow, at any zoom', () => {
    for (const box of boxes) {
      for (const zoom of [0.02, 0.2, 1, 1.5]) {
        for (const x of far) {
          for (const y of far) {
            const view = keepInSight({ x, y, zoom }, box, canvas);
            const [left, right] = [view.x + box.left * zoom, view.x + box.right * zoom];
            const [top, bottom] = [view.y + box.top * zoom, view.y + box.bottom * zoom];
            expect(left).toBeLessThanOrEqual(canvas.width * 0.75 + 1e-6);
            expect(right).toBeGreaterThanOrEqual(canvas.width * 0.25 - 1e-6);
            expect(top).toBeLessThanOrEqual(canvas.height * 0.75 + 1e-6);
            expect(bottom).toBeGreaterThanOrEqual(canvas.height * 0.25 - 1e-6);
          }
        }
      }
    }
  });

  it('leaves a view alone that shows the flow, also past its ends', () => {
    const [, box] = boxes;
    if (!box) throw new Error('no box');
    for (const view of [
      { x: 500, y: 32, zoom: 1 },
      { x: 500, y: 500, zoom: 1 },
      { x: 500, y: 250 - box.bottom, zoom: 1 },
    ]) {
      expect(keepInSight(view, box, canvas)).toEqual(view);
    }
  });

  it('is the same for a gesture, which the library bounds, and for a move of ours', () => {
    for (const box of boxes) {
      for (const zoom of [0.02, 0.7, 1.5]) {
        const [[left, top], [right, bottom]] = roomAround(box, canvas, zoom);
        // The library holds what the canvas shows inside of the room, and shows the middle of a room that is smaller.
        expect((right - left) * zoom).toBeGreaterThanOrEqual(canvas.width);
        expect((bottom - top) * zoom).toBeGreaterThanOrEqual(canvas.height);
        const first = keepInSight({ x: 1e6, y: 1e6, zoom }, box, canvas);
        expect(-first.x / zoom).toBeCloseTo(left, 3);
        expect(-first.y / zoom).toBeCloseTo(top, 3);
        const last = keepInSight({ x: -1e6, y: -1e6, zoom }, box, canvas);
        expect((canvas.width - last.x) / zoom).toBeCloseTo(right, 3);
        expect((canvas.height - last.y) / zoom).toBeCloseTo(bottom, 3);
      }
    }
  });
});
