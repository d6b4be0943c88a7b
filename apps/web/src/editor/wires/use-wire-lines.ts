import { useEffect, useState, type RefObject } from 'react';
import type { Wire, WireHealth } from './wire-health.js';

export type WireLine = {
  readonly key: string;
  readonly path: string;
  readonly pointer: string;
  readonly d: string;
  readonly health: WireHealth;
};

type Point = { readonly x: number; readonly y: number };

/** Where the wires run, measured from what is on the page; a field that is scrolled away ends at the border. */
export function useWireLines(
  board: RefObject<HTMLElement | null>,
  wires: readonly Wire[],
  /** Names whatever else may have moved the rows. */
  changed: string,
): readonly WireLine[] {
  const [lines, setLines] = useState<readonly WireLine[]>([]);
  useEffect(() => {
    const element = board.current;
    if (!element) return;
    const measure = () => {
      const next = wires.flatMap((wire) => lineOf(element, wire) ?? []);
      setLines((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    const frame = requestAnimationFrame(measure);
    const observer = new ResizeObserver(measure);
    for (const part of [element, ...element.children]) observer.observe(part);
    element.addEventListener('scroll', measure, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      element.removeEventListener('scroll', measure, { capture: true });
    };
  }, [board, wires, changed]);
  return lines;
}

function lineOf(board: HTMLElement, { path, pointer, health }: Wire): WireLine | null {
  const from = portOf(board, `[data-source="${CSS.escape(path)}"]`, 'right');
  const to = portOf(board, `[data-target="${CSS.escape(pointer)}"]`, 'left');
  if (!from || !to) return null;
  return { key: `${path}>${pointer}`, path, pointer, health, d: curve(from, to) };
}

/** The middle of a row's side, kept inside of the list that scrolls it. */
export function portOf(board: HTMLElement, selector: string, side: 'left' | 'right'): Point | null {
  const row = board.querySelector(selector);
  if (!row) return null;
  const own = board.getBoundingClientRect();
  const box = row.getBoundingClientRect();
  const list = row.closest('[data-scrolls]')?.getBoundingClientRect() ?? own;
  const y = Math.min(Math.max(box.top + box.height / 2, list.top), list.bottom);
  return { x: box[side] - own.left, y: y - own.top };
}

export function curve(from: Point, to: Point): string {
  const bend = Math.max(16, Math.abs(to.x - from.x) / 2);
  return `M${round(from.x)} ${round(from.y)} C${round(from.x + bend)} ${round(from.y)} ${round(to.x - bend)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
}

const round = (value: number): number => Math.round(value * 2) / 2;
