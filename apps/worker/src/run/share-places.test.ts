import type { ClaimedRun } from '@hookline/store';
import { describe, expect, it } from 'vitest';
import { aClaimedRun } from './claimed-run.given.js';
import { isBounded, sharePlaces } from './share-places.js';

const places = 256;
const workspace = (index: number) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;

/** What of a run counts here. */
const aRun = (workspaceId: string, flowId: string): ClaimedRun =>
  aClaimedRun({ workspaceId, flowId });

/** Every flow takes all that it may, again and again, and nothing ever ends. */
function fill(flows: readonly { workspaceId: string; flowId: string }[]): ClaimedRun[] {
  const held: ClaimedRun[] = [];
  for (let hasTaken = true; hasTaken;) {
    hasTaken = false;
    for (const { workspaceId, flowId } of flows) {
      const free = places - held.length;
      if (free < 1) return held;
      const shares = sharePlaces(held, free);
      const room = Math.min(
        shares.flowRooms.find(({ id }) => id === flowId)?.room ?? shares.flowRoom,
        shares.workspaceRooms.find(({ id }) => id === workspaceId)?.room ?? shares.workspaceRoom,
        free,
      );
      for (let taken = 0; taken < room; taken += 1) held.push(aRun(workspaceId, flowId));
      hasTaken ||= room > 0;
    }
  }
  return held;
}

describe('the places of a worker', () => {
  it('go to one flow alone for more than half', () => {
    const held = fill([{ workspaceId: workspace(1), flowId: 'slow' }]);
    expect(held.length).toBeGreaterThanOrEqual(150);
    expect(held.length).toBeLessThanOrEqual(160);
    expect(isBounded(sharePlaces(held, places - held.length))).toBe(true);
  });

  it('go to the flows of one workspace for three quarters, however many there are', () => {
    const flows = Array.from({ length: 60 }, (_, index) => ({
      workspaceId: workspace(1),
      flowId: `slow-${index}`,
    }));
    const held = fill(flows);
    expect(held.length).toBeGreaterThan(180);
    expect(places - held.length).toBeGreaterThan(60);
  });

  it('are there for each of twenty workspaces, though nothing of the others ever ends', () => {
    const flows = Array.from({ length: 20 }, (_, index) => ({
      workspaceId: workspace(index),
      flowId: `slow-${index}`,
    }));
    const held = fill(flows);
    expect(new Set(held.map(({ flowId }) => flowId)).size).toBe(20);
  });

  it('have room for whoever holds none while one is free', () => {
    const held = Array.from({ length: places - 1 }, () => aRun(workspace(1), 'slow'));
    const shares = sharePlaces(held, 1);
    expect([shares.flowRoom, shares.workspaceRoom]).toEqual([1, 1]);
    expect(shares.flowRooms).toEqual([{ id: 'slow', room: 0 }]);
  });

  it('are bounded for nobody while little is held', () => {
    expect(isBounded(sharePlaces([aRun(workspace(1), 'a')], places - 1))).toBe(false);
  });
});
