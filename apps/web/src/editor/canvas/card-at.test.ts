import { expect, it } from 'vitest';
import { aBranching, aDocument, anAction } from '../editor.given.js';
import { cardAt } from './card-at.js';
import { layOut } from './lay-out.js';

const layout = layOut(aDocument([anAction('first'), aBranching('route', [anAction('left')])]));
const middleOf = (id: string) => {
  const { x, y, width, height } = layout.items.find((one) => one.id === id)!;
  return { x: x + width / 2, y: y + height / 2 };
};

it.each(['first', 'route', 'left', 'lane:route_a'])('finds %s where it stands', (id) => {
  expect(cardAt(layout, middleOf(id))?.id).toBe(id);
});

it('finds nothing between cards, beside them, and where the flow ends', () => {
  const [gap] = layout.gaps;
  expect(cardAt(layout, { x: gap!.x, y: gap!.y })).toBeUndefined();
  expect(cardAt(layout, { x: -5_000, y: 0 })).toBeUndefined();
  expect(cardAt(layout, middleOf('end:'))).toBeUndefined();
});
