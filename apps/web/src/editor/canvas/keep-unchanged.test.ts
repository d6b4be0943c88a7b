import { expect, it } from 'vitest';
import { aDocument, aBranching, anAction } from '../editor.given.js';
import { triggerId } from '../state/trigger-id.js';
import { keepUnchanged } from './keep-unchanged.js';
import { layOut } from './lay-out.js';
import { gapKey } from './measure.js';
import { projectFlow } from './project-flow.js';

const document = aDocument([anAction('a'), anAction('b'), aBranching('c', [anAction('d')])]);
const drawn = (open: string | null) => projectFlow(document, layOut(document, { open }), open);
const gap = gapKey({ in: 'root', index: 1 });

it('keeps the objects of what stands where it stood, and moves the rest', () => {
  const before = drawn(null);
  const next = keepUnchanged(drawn(gap), before);
  const isKept = (id: string) =>
    next.nodes.find((one) => one.id === id) === before.nodes.find((one) => one.id === id);
  expect([isKept(triggerId), isKept('a')]).toEqual([true, true]);
  expect([isKept('b'), isKept('d')]).toEqual([false, false]);
});

it('is the new picture in every respect, whatever the one before was', () => {
  const closed = drawn(null);
  const opened = keepUnchanged(drawn(gap), closed);
  expect(opened).toEqual(drawn(gap));
  expect(keepUnchanged(drawn(null), opened)).toEqual(closed);
  expect(keepUnchanged(closed, undefined)).toBe(closed);
});
