import type { ClaimedRun, ClaimShares } from '@hookline/store/work';

/**
 * One flow may hold up to twice as many places as it leaves free, a workspace four times: alone it gets
 * most of them, and however many are busy, some stay free for whoever comes next. (Choudhury and Hahne,
 * "Dynamic queue length thresholds for shared-memory packet switches", 1998.)
 */
const flowFactor = 2;
const workspaceFactor = 4;
/** Places for those who hold none yet, one each: so many that never end may come before the last one waits. */
const reserved = 16;

/** What may be taken into the free places, given what is in the others. */
export function sharePlaces(held: readonly ClaimedRun[], free: number): ClaimShares {
  const byFlow = new Map<string, number>();
  const byWorkspace = new Map<string, number>();
  for (const { flowId, scope } of held) {
    byFlow.set(flowId, (byFlow.get(flowId) ?? 0) + 1);
    byWorkspace.set(scope.workspaceId, (byWorkspace.get(scope.workspaceId) ?? 0) + 1);
  }
  return {
    flowRoom: roomFor(0, free, flowFactor),
    workspaceRoom: roomFor(0, free, workspaceFactor),
    flowRooms: roomsOf(byFlow, free, flowFactor),
    workspaceRooms: roomsOf(byWorkspace, free, workspaceFactor),
  };
}

/** Whether somebody is kept from taking more: then a place that gets free is worth a claim. */
export function isBounded({ flowRooms, workspaceRooms }: ClaimShares): boolean {
  return [...flowRooms, ...workspaceRooms].some(({ room }) => room < 1);
}

function roomsOf(
  taken: ReadonlyMap<string, number>,
  free: number,
  factor: number,
): { id: string; room: number }[] {
  return [...taken].map(([id, count]) => ({ id, room: roomFor(count, free, factor) }));
}

/** The most that may be added so that what is held stays within `factor` times what is then free. */
function roomFor(taken: number, free: number, factor: number): number {
  const room = Math.floor((factor * (free - reserved) - taken) / (factor + 1));
  return taken === 0 ? Math.max(room, 1) : Math.max(room, 0);
}
