import { describe, expect, it } from 'vitest';
import { aBranching, aDocument, anAction } from '../editor.given.js';
import { findGap } from './find-gap.js';
import { findNeighbour } from './find-neighbour.js';
import { fittedView, firstView, smallestZoom } from './first-view.js';
import { triggerId } from '../state/trigger-id.js';
import { endId, layOut, type LaidItem } from './lay-out.js';

const flow = aDocument([
  anAction('first'),
  aBranching(
    'route',
    [anAction('left'), aBranching('inner', [anAction('deep')])],
    [anAction('right')],
  ),
  { id: 'pause', type: 'delay', for: { minutes: 5 } },
  anAction('last'),
]);
const layout = layOut(flow);
const item = (id: string, from = layout): LaidItem => {
  const found = from.items.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const gapAt = (key: string, from = layout) => from.gaps.find((one) => one.key === key)!;

describe('the layout', () => {
  it('runs from top to bottom in the order of the document', () => {
    const ys = [triggerId, 'first', 'route', 'lane:route_a', 'left', 'pause', 'last', endId].map(
      (id) => item(id).y,
    );
    expect(ys).toEqual([...ys].sort((a, b) => a - b));
  });

  it('never lets two cards overlap', () => {
    const cards = layout.items.filter((one) => one.kind !== 'merge');
    for (const a of cards) {
      for (const b of cards) {
        if (a === b) continue;
        const isApart =
          a.x + a.width <= b.x ||
          b.x + b.width <= a.x ||
          a.y + a.height <= b.y ||
          b.y + b.height <= a.y;
        expect(isApart, `${a.id} over ${b.id}`).toBe(true);
      }
    }
  });

  it('puts branches side by side and "otherwise" last', () => {
    expect(item('lane:route_a').x).toBeLessThan(item('lane:route:otherwise').x);
    expect(item('left').x).toBeLessThan(item('right').x);
    expect(item('merge:route').y).toBeGreaterThanOrEqual(item('deep').y + item('deep').height);
  });

  it('keeps the trunk in the middle and draws a delay as a thin pill', () => {
    expect(item('first').x + item('first').width / 2).toBe(0);
    expect(item('pause').x + item('pause').width / 2).toBe(0);
    expect(item('pause').height).toBeLessThan(item('first').height);
  });

  it('has one gap before, between and after the steps of every list', () => {
    const keys = layout.gaps.map((gap) => gap.key).sort();
    expect(keys).toEqual(
      [
        ...[0, 1, 2, 3, 4].map((index) => `root#${index}`),
        ...[0, 1, 2].map((index) => `branch:route:route_a#${index}`),
        ...[0, 1].map((index) => `branch:inner:inner_a#${index}`),
        'otherwise:inner#0',
        ...[0, 1].map((index) => `otherwise:route#${index}`),
      ].sort(),
    );
  });

  it('opens a gap by moving down what is below, and nothing above', () => {
    const opened = layOut(flow, { open: 'root#1' });
    expect(item('first', opened).y).toBe(item('first').y);
    expect(item('route', opened).y).toBeGreaterThan(item('route').y);
    expect(gapAt('root#1', opened).height).toBeGreaterThan(gapAt('root#1').height);
  });
});

describe('a collapsed step', () => {
  const collapsed = layOut(flow, { collapsed: new Set(['route']) });
  const ids = collapsed.items.map((one) => one.id);

  it('puts its lanes away, and all that is inside of them', () => {
    expect(ids).toEqual([triggerId, 'first', 'route', 'pause', 'last', endId]);
    expect(collapsed.forks).toEqual([]);
    expect(gapAt('root#2', collapsed)).toMatchObject({ from: 'route', to: 'pause' });
    expect(item('last', collapsed).y).toBeLessThan(item('last').y);
  });

  it('inside of another only makes that one smaller', () => {
    const inner = layOut(flow, { collapsed: new Set(['inner']) });
    expect(inner.items.map((one) => one.id)).not.toContain('deep');
    expect(inner.items.map((one) => one.id)).toContain('right');
  });
});

it('takes a step that is called like its own marks', () => {
  const { items } = layOut(aDocument([anAction('end'), anAction('drop'), anAction('trigger')]));
  const ids = items.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('finding a gap', () => {
  it('takes the nearest, and stays in the lane that the pointer is over', () => {
    const below = { x: item('right').x + 140, y: item('right').y + item('right').height + 20 };
    expect(findGap(layout, below)?.key).toBe('otherwise:route#1');
    expect(findGap(layout, { x: 0, y: 10_000 })?.key).toBe('root#4');
    expect(findGap(layout, { x: 0, y: -500 })?.key).toBe('root#0');
  });
});

describe('arrow keys', () => {
  it('walk down the trunk, into lanes and across them', () => {
    expect(findNeighbour(layout, triggerId, 'down')).toBe('first');
    expect(findNeighbour(layout, 'right', 'left')).toBe('left');
    expect(findNeighbour(layout, triggerId, 'up')).toBeNull();
    expect(findNeighbour(layout, 'gone', 'down')).toBe(triggerId);
  });
});

describe('the first view', () => {
  it('shows a small flow whole and never makes a large one unreadable', () => {
    const small = firstView(layOut(aDocument([anAction('one')])), { width: 1000, height: 700 });
    expect(small.zoom).toBe(1);
    const large = firstView(layout, { width: 600, height: 400 });
    expect(large.zoom).toBe(0.7);
    expect(large.y).toBeGreaterThan(0);
  });

  it('asked for the whole flow shows all of it, however long it is and however small the canvas', () => {
    const stepsOf = (count: number) =>
      Array.from({ length: count }, (_, index) => anAction(`s${index}`));
    const laid = [layout, layOut(aDocument(stepsOf(100))), layOut(aDocument(stepsOf(200)))];
    for (const one of laid) {
      for (const canvas of [
        { width: 900, height: 450 },
        { width: 320, height: 310 },
      ]) {
        const { x, y, zoom } = firstView(one, canvas, smallestZoom(one));
        const lefts = one.items.map((item) => x + item.x * zoom);
        const rights = one.items.map((item) => x + (item.x + item.width) * zoom);
        const bottoms = one.items.map((item) => y + (item.y + item.height) * zoom);
        expect(Math.min(...lefts)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...rights)).toBeLessThanOrEqual(canvas.width);
        expect(y).toBeGreaterThan(0);
        expect(Math.max(...bottoms)).toBeLessThanOrEqual(canvas.height);
      }
    }
  });

  it('stops fitting a long flow where titles can be read, around the chosen step, and then shows all', () => {
    const canvas = { width: 900, height: 700 };
    const long = layOut(aDocument(Array.from({ length: 200 }, (_, at) => anAction(`s${at}`))));
    const now = { x: 0, y: 0, zoom: 1 };
    const begin = fittedView(long, { canvas, now, chosen: undefined });
    expect(begin.zoom).toBeGreaterThanOrEqual(0.35);
    expect(begin.y).toBeGreaterThan(0);
    const chosen = item('s120', long);
    const there = fittedView(long, { canvas, now, chosen });
    const y = there.y + (chosen.y + chosen.height / 2) * there.zoom;
    expect([there.zoom, Math.round(y)]).toEqual([begin.zoom, canvas.height / 2]);
    const whole = fittedView(long, { canvas, now: there, chosen });
    expect(whole).toEqual(firstView(long, canvas, smallestZoom(long)));
    expect(fittedView(long, { canvas, now: whole, chosen })).toEqual(there);
  });

  it('fits a flow of ordinary length at once', () => {
    const canvas = { width: 900, height: 700 };
    const view = fittedView(layout, { canvas, now: { x: 0, y: 0, zoom: 1 }, chosen: item('left') });
    expect(view).toEqual(firstView(layout, canvas, smallestZoom(layout)));
    expect(fittedView(layout, { canvas, now: view, chosen: undefined })).toEqual(view);
  });

  it('lets a short flow be no speck', () => {
    expect(smallestZoom(layOut(aDocument([anAction('one')])))).toBe(0.2);
  });
});
