import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { RunMove } from '@hookline/contract';
import { findAction } from '@hookline/connectors';
import {
  claimRuns,
  countBalanceFaults,
  countOldParts,
  extendLeases,
  isRestored,
  measureQueue,
  freeLeases,
  handBackRun,
  handBackUnheld,
  listLeaseHolders,
  readEventContent,
  readVersion,
  type ClaimedRun,
  type Pool,
} from '@hookline/store/work';
import type { House } from '../health/house-metrics.js';
import { createRunMetrics } from '../health/run-metrics.js';
import { createPortOpener } from '../port/open-ports.js';
import { maxInFlight, RESOURCES, type Resources } from '../resources.js';
import { afterMove } from './after-move.js';
import { createLostClaims } from './find-lost-claims.js';
import { startHeartbeat } from './heartbeat.js';
import { keepTurns, type TurnKeeper } from './keep-turns.js';
import { isSurelyDead } from './name-worker.js';
import { createContents } from './load-contents.js';
import { createPlanCache } from './plan-cache.js';
import { startPump, type Pump } from './pump.js';
import { createRestoredGate, type RestoredGate } from './restored-gate.js';
import { spareBystanders } from './spare-bystanders.js';
import { workOnRun, type RunMeans } from './work-on-run.js';
import { createProgressWriter } from './write-progress.js';

/** So that two heartbeats may be lost before the lease is. */
const beatsPerLease = 3;
const pollMs = 1_000;
/** A suspect's turn is short, and the next one waits no longer than that. */
const sparedSecs = 0.2;
/** Of large leads; small ones are bounded by the places. */
const maxLargeBytesInFlight = 16 * 1_024 * 1_024;
const maxPlanBytes = 64 * 1_024 * 1_024;
/** Less than the supervisor's patience: what is still under way then is left to its lease. */
const graceMs = 8_000;

/** Claims runs and works on them, from the start of the process to its end. */
@Injectable()
export class RunLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly metrics = createRunMetrics({
    inFlight: () => this.pump?.held().length ?? 0,
    house: () => this.lookAtHouse(),
    pool: () => this.resources.pool,
    targets: () => this.resources.outside.targets.counts(),
  });
  private pump: Pump | null = null;
  private heartbeat: { stop: () => void } | null = null;
  private turns: TurnKeeper | null = null;

  constructor(@Inject(RESOURCES) private readonly resources: Resources) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.freeTheDead();
    const { pool, log, worker, config } = this.resources;
    const { leaseSecs } = config;
    const gate = this.gate();
    const onError = (error: unknown): void => {
      gate.forget();
      log.warn({ err: error }, 'claiming failed; it goes on');
    };
    const onReleased = (): void => this.wake();
    this.turns = keepTurns({ pool, everyMs: pollMs, onReleased, onError });
    const means = this.means(this.turns);
    const spare = spareBystanders({
      held: () => this.pump?.held() ?? [],
      handBack: (run) => handBackRun(run.scope, pool, run, { pauseSecs: sparedSecs }),
      onSpared: () => setTimeout(() => this.wake(), sparedSecs * 1_100).unref(),
    });
    const lost = createLostClaims({
      handBack: () => handBackUnheld(pool, { worker, heldIds: this.heldIds() }),
      onFound: (count) => log.info({ count }, 'runs of a claim whose answer was lost are back'),
    });
    const pump = startPump({
      claim: async (limit, shares, after) => {
        if (!spare.mayClaim() || !(await gate.isOpen()))
          return { runs: [], next: after, isCut: false, isMore: false };
        await lost.find();
        const stopTimer = this.metrics.claimSeconds.startTimer();
        const claim = await claimRuns(pool, { worker, limit, leaseSecs, shares, after });
        stopTimer();
        this.metrics.claimed.inc(claim.runs.length);
        return { ...claim, runs: await spare.choose(claim.runs) };
      },
      work: (run) => this.resources.traces.around(run, () => workOnRun(run, means)),
      maxInFlight,
      pollMs,
      onError: (error) => {
        lost.suspect();
        onError(error);
      },
    });
    this.pump = pump;
    this.heartbeat = startHeartbeat({
      held: pump.held,
      extend: (runs) =>
        extendLeases(
          pool,
          runs.map((run) => ({
            workspaceId: run.scope.workspaceId,
            flowId: run.flowId,
            id: run.id,
            fence: run.fence,
          })),
          leaseSecs,
        ),
      onLost: (run) => log.warn({ runId: run.id }, 'the lease of a run was lost'),
      everyMs: (leaseSecs * 1_000) / beatsPerLease,
      onError,
    });
  }

  /** Looks for due runs now. */
  wake(): void {
    this.pump?.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.pump?.stop(graceMs);
    this.heartbeat?.stop();
    this.turns?.stop();
  }

  private heldIds(): string[] {
    return (this.pump?.held() ?? []).map(({ id }) => id);
  }

  private async lookAtHouse(): Promise<House> {
    const { pool, config } = this.resources;
    const { historyDays } = config;
    return {
      queue: await measureQueue(pool),
      balanceFaults: await countBalanceFaults(pool),
      isRestored: await isRestored(pool),
      oldParts: historyDays === undefined ? 0 : await countOldParts(pool, historyDays),
    };
  }

  private gate(): RestoredGate {
    const { pool, log } = this.resources;
    return createRestoredGate({
      ask: () => isRestored(pool),
      everyMs: pollMs,
      onChange: (isHeld) => {
        if (isHeld)
          log.warn('this database came from a backup: nothing runs until it is confirmed');
        else log.info('the restore is confirmed: runs go on');
      },
    });
  }

  /** Whoever is started in place of a worker that died need not wait for the end of its leases. */
  private async freeTheDead(): Promise<void> {
    const { pool, log } = this.resources;
    try {
      const dead = (await listLeaseHolders(pool)).filter((worker) => isSurelyDead(worker));
      const count = await freeLeases(pool, dead);
      if (count > 0) log.info({ count }, 'runs of a worker that died are taken over');
    } catch (error) {
      log.warn({ err: error }, 'runs of dead workers wait for their leases to end');
    }
  }

  private means(turns: TurnKeeper): RunMeans {
    const { pool, jobs, announce, log, config, outside, openConnection, settingsOf, traces } =
      this.resources;
    const plans = createPlanCache({
      load: (scope, versionId) => readVersion(scope, pool, versionId),
      findAction,
      maxBytes: maxPlanBytes,
    });
    return {
      pool,
      log,
      openConnection,
      settingsOf,
      contents: createContents({
        read: (run) => readContent(run, pool),
        maxBytes: maxLargeBytesInFlight,
      }),
      progress: createProgressWriter(pool, { patienceMs: config.leaseSecs * 1_000 }),
      planOf: plans.planOf,
      openPorts: traces.heard(createPortOpener(outside)),
      retryScheduleSecs: config.retryScheduleSecs,
      runTimeoutMs: config.runTimeoutHours * 3_600_000,
      onEffect: ({ call, app, isDone, elapsedMs }) => {
        const outcome = isDone ? 'done' : 'failed';
        this.metrics.effectSeconds.observe({ app, outcome }, elapsedMs / 1_000);
        traces.effectEnded(call, isDone);
      },
      onReplied: (run) => this.resources.noteReply(run.id),
      onMoved: (run, move, leavesLine) => {
        this.metrics.moved.inc({ to: move.to });
        traces.moved(run, move);
        afterMove(run, move, { pool, jobs, announce, log });
        if (hasLeftItsLine(move, leavesLine)) passOn(run, turns);
      },
    };
  }
}

async function readContent(run: ClaimedRun, pool: Pool): Promise<Buffer> {
  const event = await readEventContent(run.scope, pool, run.event.id);
  if (!event) throw new Error('the event of a run is gone');
  return event.content;
}

function hasLeftItsLine(move: RunMove, leavesLine: boolean): boolean {
  if (move.to === 'waiting' || move.to === 'running') return false;
  return move.to !== 'needs_attention' || leavesLine;
}

function passOn({ scope, flowId, orderKey }: ClaimedRun, turns: TurnKeeper): void {
  if (orderKey !== null) turns.passOn({ scope, flowId, orderKey });
}
