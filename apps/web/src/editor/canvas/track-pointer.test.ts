import { afterEach, expect, it } from 'vitest';
import { trackPointer } from './track-pointer.js';

afterEach(() => document.body.replaceChildren());

const at = (type: string, [x, y]: [number, number]) =>
  new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, cancelable: true });

function aDrag() {
  const canvas = document.createElement('div');
  canvas.dataset['canvas'] = '';
  document.body.append(canvas);
  const asked = { times: 0 };
  canvas.getBoundingClientRect = () => {
    asked.times += 1;
    return new DOMRect(100, 50, 400, 300);
  };
  const places: unknown[] = [];
  const nothing = () => {};
  trackPointer(at('pointerdown', [300, 200]), {
    move: ({ within }) => places.push(within),
    nearEdge: nothing,
    drop: nothing,
    cancel: nothing,
  });
  const move = (...point: [number, number]) => window.dispatchEvent(at('pointermove', point));
  return { asked, places, move };
}

it('tells where on the canvas a dragged thing is, and nothing beside it', () => {
  const { places, move } = aDrag();
  move(302, 201);
  move(320, 210);
  move(40, 210);
  expect(places).toEqual([{ x: 220, y: 160 }, null]);
  window.dispatchEvent(at('pointerup', [40, 210]));
});

it('asks the browser once in a drag where the canvas stands', () => {
  const { asked, move } = aDrag();
  for (let step = 0; step < 20; step += 1) move(310 + step, 210);
  expect(asked.times).toBe(1);
  window.dispatchEvent(at('pointerup', [330, 210]));
});
