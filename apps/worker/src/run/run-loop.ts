import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { findAction } from '@hookline/connectors';
import {
  claimRuns,
  countBalanceFaults,
  extendLeases,
  freeLeases,
  handBackRun,
  listLeaseHolders,
  readVersion,
} from '@hookline/store';
import { createRunMetrics } from '../health/run-metrics.js';
import { createPortOpener } from '../port/open-ports.js';
import { maxInFlight, RESOURCES, type Resources } from '../resources.js';
import { afterMove } from './after-move.js';
import { boundBytes } from './bound-bytes.js';
import { startHeartbeat } from './heartbeat.js';
import { isSurelyDead } from './name-worker.js';
import { createPlanCache } from './plan-cache.js';
import { startPump, type Pump } from './pump.js';
import { spareBystanders } from './spare-bystanders.js';
import { workOnRun, type RunMeans } from './work-on-run.js';
import { createProgressWriter } from './write-progress.js';

/** So that two heartbeats may be lost before the lease is. */
const beatsPerLease = 3;
/** A suspect's turn is short, and the next one waits no longer than that. */
const sparedSecs = 0.2;
/** Of leads as they were sent; each takes some more while it is worked on. */
const maxBytesInFlight = 16 * 1_024 * 1_024;
const maxPlanBytes = 64 * 1_024 * 1_024;
/** Less than the supervisor's patience: what is still under way then is left to its lease. */
const graceMs = 8_000;

/** Claims runs and works on them, from the start of the process to its end. */
@Injectable()
export class RunLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly metrics = createRunMetrics({
    inFlight: () => this.pump?.held().length ?? 0,
    balanceFaults: () => countBalanceFaults(this.resources.pool),
    targets: () => this.resources.outside.targets.counts(),
  });
  private pump: Pump | null = null;
  private heartbeat: { stop: () => void } | null = null;

  constructor(@Inject(RESOURCES) private readonly resources: Resources) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.freeTheDead();
    const { pool, log, worker, config } = this.resources;
    const { leaseSecs } = config;
    const means = this.means();
    const onError = (error: unknown): void =>
      log.warn({ err: error }, 'claiming failed; it goes on');
    const spare = spareBystanders({
      held: () => this.pump?.held() ?? [],
      handBack: (run) => handBackRun(run.scope, pool, run, { pauseSecs: sparedSecs }),
      onSpared: () => setTimeout(() => this.wake(), sparedSecs * 1_100).unref(),
    });
    const bound = boundBytes({
      held: () => this.pump?.held() ?? [],
      maxBytes: maxBytesInFlight,
      most: maxInFlight,
    });
    let isCut = false;
    const pump = startPump({
      claim: async (places) => {
        const limit = spare.mayClaim() ? bound.limit(places) : 0;
        const claimed = limit === 0 ? [] : await claimRuns(pool, { worker, limit, leaseSecs });
        bound.learn(claimed);
        isCut = limit < places && claimed.length === limit;
        // There may be more than was taken: look again when this claim is over.
        if (isCut && limit > 0) setImmediate(() => this.wake());
        this.metrics.claimed.inc(claimed.length);
        return spare.choose(claimed);
      },
      work: (run) =>
        workOnRun(run, means).finally(() => {
          if (isCut) setImmediate(() => this.wake());
        }),
      maxInFlight,
      pollMs: 1_000,
      onError,
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

  private means(): RunMeans {
    const { pool, jobs, announce, log, config, outside, openConnection, settingsOf } =
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
      progress: createProgressWriter(pool),
      planOf: plans.planOf,
      openPorts: createPortOpener(outside),
      retryScheduleSecs: config.retryScheduleSecs,
      runTimeoutMs: config.runTimeoutHours * 3_600_000,
      onMoved: (run, move) => {
        this.metrics.moved.inc({ to: move.to });
        afterMove(run, move, { pool, jobs, announce, log });
      },
    };
  }
}
