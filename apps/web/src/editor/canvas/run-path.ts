import {
  idsWithin,
  locateStep,
  type FlowDocument,
  type RunView,
  type Step,
} from '@hookline/contract';
import { triggerId } from '../state/trigger-id.js';
import { isNest, lanesOf } from './measure.js';
import { endId } from './lay-out.js';

/** Whether the shown run came as far as a thing on the canvas. */
export function wasReached(run: RunView, document: FlowDocument, id: string): boolean {
  if (id === triggerId) return true;
  if (id === endId) return run.state === 'succeeded';
  const ran = ranSteps(run);
  if (id.startsWith('merge:')) return wasLeft(run, document, id.slice(6));
  if (!id.startsWith('lane:')) return ran.has(id);
  return laneWasTaken(document, id, ran);
}

function ranSteps(run: RunView): ReadonlySet<string> {
  return new Set(run.steps.flatMap(({ stepId, state }) => (state === 'pending' ? [] : [stepId])));
}

/** Something after the lanes ran, or the run ended well with them. */
function wasLeft(run: RunView, document: FlowDocument, id: string): boolean {
  if (!ranSteps(run).has(id)) return false;
  if (run.state === 'succeeded') return true;
  const found = locateStep(document, id);
  const inside = new Set(found ? idsWithin(found.step) : []);
  const order = run.steps.map(({ stepId }) => stepId);
  const last = order.findLastIndex((one) => ranSteps(run).has(one));
  return !inside.has(order[last] ?? '');
}

/** The lane with a step that ran; an empty one, when its branching ran and no other lane did. */
function laneWasTaken(document: FlowDocument, headId: string, ran: ReadonlySet<string>): boolean {
  const owner = ownerOf(document.steps, headId);
  if (!owner || !ran.has(owner.id)) return false;
  const lanes = lanesOf(owner).map((lane) => ({
    headId: lane.headId,
    isEmpty: lane.steps.length === 0,
    isRun: lane.steps.flatMap(idsWithin).some((id) => ran.has(id)),
  }));
  const own = lanes.find((lane) => lane.headId === headId);
  if (!own) return false;
  return own.isRun || (own.isEmpty && !lanes.some((lane) => lane.isRun));
}

type Nest = Extract<Step, { type: 'branch' | 'loop' }>;

function ownerOf(steps: readonly Step[], headId: string): Nest | undefined {
  for (const step of steps) {
    if (!isNest(step)) continue;
    if (lanesOf(step).some((lane) => lane.headId === headId)) return step;
    const inner = lanesOf(step).flatMap((lane) => ownerOf(lane.steps, headId) ?? []);
    if (inner[0]) return inner[0];
  }
  return undefined;
}
