import { applyOperation } from '@hookline/contract';
import { expect, it } from 'vitest';
import { aBranching, aDocument, anAction } from '../editor.given.js';
import { triggerId } from '../state/trigger-id.js';
import { layOut } from './lay-out.js';
import { projectFlow, type FlowEdge } from './project-flow.js';

const flow = aDocument([anAction('a'), aBranching('route', [anAction('b')])]);
const project = (document = flow, open: string | null = null) =>
  projectFlow(document, layOut(document, { open }), open);
const afterOf = (edge: FlowEdge) => (edge.type === 'gap' ? edge.data?.after : undefined);

it('takes every id from the document, so that the same document gives the same picture', () => {
  expect(project()).toEqual(project());
  expect(project().nodes.map((node) => node.id)).toEqual([
    triggerId,
    'a',
    'route',
    'lane:route_a',
    'b',
    'lane:route:otherwise',
    'merge:route',
    'end:',
  ]);
});

it('joins only nodes that are there', () => {
  const { nodes, edges } = project();
  const ids = new Set(nodes.map((node) => node.id));
  for (const edge of edges) {
    expect(ids.has(edge.source), edge.id).toBe(true);
    expect(ids.has(edge.target), edge.id).toBe(true);
  }
  expect(new Set(edges.map((edge) => edge.id)).size).toBe(edges.length);
});

it('names each gap by what stands before it', () => {
  const names = project().edges.flatMap((edge) => afterOf(edge) ?? []);
  expect(names.sort()).toEqual(['a', 'b', 'route', 'route-otherwise', 'route_a', 'trigger']);
});

it('keeps the ids of steps that are moved', () => {
  const to = { in: 'otherwise', stepId: 'route', index: 0 } as const;
  const moved = applyOperation(flow, { type: 'move_step', id: 'a', to });
  expect(
    project(moved)
      .nodes.map((node) => node.id)
      .sort(),
  ).toEqual(
    project()
      .nodes.map((node) => node.id)
      .sort(),
  );
});

it('shows where a dragged thing would land', () => {
  expect(project(flow, 'root#1').nodes.at(-1)).toMatchObject({ id: 'drop:', type: 'drop' });
});

it('gives each card its size and the ends of its lines, so that none is measured when it comes into sight', () => {
  for (const { measured, width, height, handles, domAttributes } of project().nodes) {
    expect(measured).toEqual({ width, height });
    expect(handles).toMatchObject([
      { type: 'target', x: (width ?? 0) / 2, y: 0 },
      { type: 'source', x: (width ?? 0) / 2, y: height },
    ]);
    expect(domAttributes).toMatchObject({ 'data-id': '' });
  }
});
