import { createTestDatabase, type TestDatabase } from '@hookline/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPool, type Pool } from '../database/pool.js';
import { acceptEvents } from '../event/accept-events.js';
import type { Scope } from '../scope.js';
import { claimRuns, type Claim, type ClaimOptions } from './claim-runs.js';
import { aFlow, anEvent, type GivenFlow } from './hot-path.given.js';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 4, isKeyed: true });
});
beforeEach(async () => {
  await pool.query('TRUNCATE open_runs');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const claim = (given: Partial<ClaimOptions> = {}): Promise<Claim> =>
  claimRuns(pool, { worker: 'w1', limit: 20, leaseSecs: 30, ...given });

async function backlog(count: number, scope?: Scope): Promise<GivenFlow> {
  const flow = await aFlow(pool, scope ? { scope } : {});
  const batch = Array.from({ length: count }, () => anEvent(flow));
  await acceptEvents(pool, batch);
  return flow;
}

/** So many of a flow's runs, or all, have been due again since then. */
async function comesBack({ flowId }: GivenFlow, since: string, count = 1_000): Promise<void> {
  await pool.query(
    `UPDATE open_runs SET state = 'waiting', waiting_for = 'retry', wake_at = clock_timestamp() - $2::interval
     WHERE id IN (SELECT id FROM open_runs WHERE flow_id = $1 LIMIT $3)`,
    [flowId, since, count],
  );
}

function perFlow({ runs }: Claim): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { flowId } of runs) counts.set(flowId, (counts.get(flowId) ?? 0) + 1);
  return counts;
}

describe('a claim', () => {
  it('takes of a flood no more than leaves a share for every other flow (FA-1)', async () => {
    const flood = await backlog(300);
    const [quiet, other] = [await backlog(1), await backlog(30, flood.scope)];

    const counts = perFlow(await claim());

    expect(counts.get(quiet.flowId)).toBe(1);
    expect(counts.get(other.flowId)).toBeGreaterThanOrEqual(6);
    expect(counts.get(flood.flowId)).toBeGreaterThanOrEqual(6);
  });

  it('takes the longest waiting of a flow first', async () => {
    const flow = await aFlow(pool);
    const events = Array.from({ length: 9 }, () => anEvent(flow));
    for (const event of events) await acceptEvents(pool, [event]);

    const first = await claim({ limit: 4 });
    const second = await claim({ limit: 9 });

    expect([...first.runs, ...second.runs].map(({ event }) => event.id)).toEqual(
      events.map(({ id }) => id),
    );
    expect([first.isMore, second.isMore]).toEqual([true, false]);
  });

  it('visits every flow in turn where there are more flows than places', async () => {
    const flows = new Set<string>();
    for (let index = 0; index < 12; index += 1) flows.add((await backlog(40)).flowId);
    const seen = new Set<string>();
    let after: ClaimOptions['after'] = null;
    for (let round = 0; round < 3; round += 1) {
      const { runs, next } = await claim({ limit: 4, after });
      runs.forEach(({ flowId }) => seen.add(flowId));
      after = next;
    }
    expect(seen).toEqual(flows);
  });

  it('gives a flow and a workspace no more than the room that they have', async () => {
    const [busy, calm] = [await backlog(50), await backlog(50)];
    const third = await backlog(50, calm.scope);
    const shares = {
      flowRoom: 10,
      workspaceRoom: 10,
      flowRooms: [{ id: busy.flowId, room: 2 }],
      workspaceRooms: [{ id: calm.scope.workspaceId, room: 5 }],
    };
    const counts = perFlow(await claim({ shares, limit: 60 }));
    expect(counts.get(busy.flowId)).toBe(2);
    expect((counts.get(calm.flowId) ?? 0) + (counts.get(third.flowId) ?? 0)).toBe(5);
  });

  it('keeps half of the places for what is fresh when much comes back at once', async () => {
    const storm = await backlog(60);
    await comesBack(storm, '1 hour');
    const fresh = await backlog(60);

    const counts = perFlow(await claim());

    expect(counts).toEqual(
      new Map([
        [storm.flowId, 10],
        [fresh.flowId, 10],
      ]),
    );
  });

  it('tells who has had its share of a claim, and who has all that it may', async () => {
    const [one, two] = [await backlog(50), await backlog(50)];
    const within = (flowRoom: number, workspaceRoom = 100) =>
      claim({
        limit: 20,
        shares: { flowRoom, workspaceRoom, flowRooms: [], workspaceRooms: [] },
      });

    const told = ({ isCut, isMore }: Claim) => ({ isCut, isMore });

    expect(told(await within(5))).toEqual({ isCut: true, isMore: false });
    expect(told(await within(11))).toEqual({ isCut: false, isMore: true });
    expect(told(await within(20, 10))).toEqual({ isCut: true, isMore: false });
    const room = [one, two].map(({ flowId }, at) => ({ id: flowId, room: at === 0 ? 3 : 30 }));
    const shares = { flowRoom: 100, workspaceRoom: 100, flowRooms: room, workspaceRooms: [] };
    expect(told(await claim({ limit: 20, shares }))).toEqual({ isCut: true, isMore: true });
  });

  it('goes on with what comes back of others when one flow has taken all that it may', async () => {
    const [storm, quiet] = [await backlog(10), await backlog(1)];
    await comesBack(storm, '1 hour');
    await comesBack(quiet, '1 minute');
    const shares = { flowRoom: 5, workspaceRoom: 100, flowRooms: [], workspaceRooms: [] };

    const first = await claim({ limit: 10, shares });
    expect(perFlow(first)).toEqual(new Map([[storm.flowId, 5]]));
    expect(first.isMore).toBe(true);
    const flowRooms = [{ id: storm.flowId, room: 0 }];
    const second = await claim({ limit: 5, shares: { ...shares, flowRooms } });
    expect(perFlow(second)).toEqual(new Map([[quiet.flowId, 1]]));
  });

  it('bounds what comes back of a flow or a workspace together with what is fresh of it', async () => {
    const storm = await backlog(60);
    const other = await backlog(30, storm.scope);
    await comesBack(storm, '1 hour', 30);
    const within = (flowRoom: number, workspaceRoom: number) =>
      claim({ limit: 40, shares: { flowRoom, workspaceRoom, flowRooms: [], workspaceRooms: [] } });

    const first = await within(16, 19);
    expect(first.runs).toHaveLength(19);
    expect(perFlow(first).get(storm.flowId)).toBe(16);
    const second = perFlow(await within(17, 100));
    expect([second.get(storm.flowId), second.get(other.flowId)]).toEqual([17, 17]);
  });

  it('takes of what comes back no more than there is room for', async () => {
    const [storm, quiet] = [await backlog(20), await backlog(1)];
    await comesBack(storm, '2 hours');
    await comesBack(quiet, '1 hour');
    const within = (workspaceRoom: number, room: number) => {
      const flowRooms = [{ id: storm.flowId, room }];
      const shares = { flowRoom: 10, workspaceRoom, flowRooms, workspaceRooms: [] };
      return claim({ limit: 20, shares });
    };

    const first = await within(10, 3);
    expect(perFlow(first)).toEqual(new Map([[storm.flowId, 3]]));
    expect(first.isMore).toBe(true);
    expect(perFlow(await within(2, 10)).get(storm.flowId)).toBe(2);
  });

  it('takes nothing that comes back of a flow that has no room', async () => {
    const storm = await backlog(5);
    await pool.query(`UPDATE open_runs SET state = 'running', wake_at = clock_timestamp()`);
    const shares = {
      flowRoom: 5,
      workspaceRoom: 5,
      flowRooms: [{ id: storm.flowId, room: 0 }],
      workspaceRooms: [],
    };
    expect((await claim({ shares })).runs).toEqual([]);
    expect((await claim()).runs).toHaveLength(5);
  });
});
