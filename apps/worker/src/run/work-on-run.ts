import {
  executeRun,
  emptyJournal,
  LeaseLost,
  openJournal,
  type EnginePorts,
  type EngineRun,
  type Plan,
  type StepRecord,
} from '@hookline/engine';
import type { JsonValue, RunMove } from '@hookline/contract';
import type { WorkspaceSettings } from '@hookline/connector-kit';
import { failpoint, type Logger } from '@hookline/platform';
import {
  handBackRun,
  inRunTransaction,
  isPassing,
  readJournal,
  type ClaimedRun,
  type GroupCommit,
  type Pool,
  type ProgressAnswer,
  type RunProgress,
  type Scope,
} from '@hookline/store/work';
import type { Ports } from '@hookline/connector-kit';
import type { Queryable } from '@hookline/store/work';
import type { StepCall } from '@hookline/engine';
import type { Contents } from './load-contents.js';
import { clockFrom } from './clock-from.js';
import { performStep, verifyStep, type OpenConnection, type StepMeans } from './perform-step.js';
import { toEngineRun } from './to-engine-run.js';

export type RunMeans = {
  readonly pool: Pool;
  readonly progress: GroupCommit<RunProgress, ProgressAnswer>;
  readonly contents: Contents;
  readonly planOf: (scope: Scope, versionId: string) => Promise<Plan>;
  readonly settingsOf: (scope: Scope) => Promise<WorkspaceSettings>;
  readonly openConnection: OpenConnection;
  readonly openPorts: (
    given: { scope: Scope; db: Queryable; runId: string | null; call: StepCall },
    signal: AbortSignal,
  ) => Ports;
  readonly retryScheduleSecs: readonly number[];
  readonly runTimeoutMs: number;
  readonly log: Logger;
  /** Told how long an action took, and whether it gave a result. */
  readonly onEffect: (effect: {
    call: StepCall;
    app: string;
    isDone: boolean;
    elapsedMs: number;
  }) => void;
  /** Told when a run has answered its sender, or will not any more. */
  readonly onReplied: (run: ClaimedRun) => void;
  /** Told where a run went: for timers, pages and the state of connections. */
  readonly onMoved: (run: ClaimedRun, move: RunMove, leavesLine: boolean) => void;
};

/**
 * Works on one claimed run until it ends or parks. Never throws: a lost lease is somebody else's run now,
 * and any other failure leaves the run to be claimed again when the lease ends.
 */
export async function workOnRun(run: ClaimedRun, means: RunMeans): Promise<void> {
  try {
    failpoint('worker_claimed');
    await means.contents.hold(run, async (content) => {
      const { move, leavesLine } = await carryOn(run, content, means);
      means.onMoved(run, move, leavesLine);
    });
  } catch (error) {
    await leave(run, error, means);
  }
}

async function carryOn(
  run: ClaimedRun,
  content: Buffer,
  means: RunMeans,
): Promise<{ move: RunMove; leavesLine: boolean }> {
  const [plan, settings, entries] = await Promise.all([
    means.planOf(run.scope, run.versionId),
    means.settingsOf(run.scope),
    run.hasJournal ? readJournal(run.scope, means.pool, run.id) : null,
  ]);
  const journal = entries === null ? emptyJournal : openJournal(entries);
  const engineRun = toEngineRun(run, content, settings);
  const leavesLine = run.orderKey !== null && plan.leavesLineWhenStuck;
  const ports = portsFor(run, { engineRun, leavesLine }, means);
  const move = await executeRun(plan, engineRun, journal, ports);
  if (plan.mayRespond) means.onReplied(run);
  return { move, leavesLine };
}

/** A database that was away, or that chose another, is no fault of the run; anything else counts as a strike against it. */
async function leave(run: ClaimedRun, error: unknown, means: RunMeans): Promise<void> {
  if (error instanceof LeaseLost) {
    means.log.warn({ runId: run.id }, 'the run was taken over');
    return;
  }
  means.log.error({ runId: run.id, err: error }, 'the run was left to be claimed again');
  if (!isPassing(error)) return;
  await handBackRun(run.scope, means.pool, run).catch((failure: unknown) =>
    means.log.warn({ runId: run.id, err: failure }, 'the run waits for its lease to end'),
  );
}

function portsFor(
  run: ClaimedRun,
  { engineRun, leavesLine }: { engineRun: EngineRun; leavesLine: boolean },
  means: RunMeans,
): EnginePorts {
  const step: StepMeans = {
    scope: run.scope,
    settings: engineRun.settings,
    openConnection: means.openConnection,
    openPorts: (call, signal) =>
      means.openPorts({ scope: run.scope, db: means.pool, runId: run.id, call }, signal),
  };
  const toProgress = (record: StepRecord): RunProgress => ({
    scope: run.scope,
    runId: run.id,
    flowId: run.flowId,
    fence: run.fence,
    leavesLine,
    ...record,
  });
  return {
    now: clockFrom(run.claimedAt),
    random: Math.random,
    retryScheduleSecs: means.retryScheduleSecs,
    runTimeoutMs: means.runTimeoutMs,
    onDefect: (error, stepId) =>
      means.log.error({ runId: run.id, stepId, err: error }, 'a step failed by a defect of ours'),
    onReplied: () => means.onReplied(run),
    record: async (record) => {
      const isEnd = record.move.to !== 'running';
      failpoint(isEnd ? 'worker_before_result' : 'worker_before_intent');
      ours(await means.progress.add(toProgress(record)));
      failpoint(isEnd ? 'worker_after_result' : 'worker_after_intent');
    },
    perform: async (call) => {
      const output = await timed(call, means, () => performStep(call, step));
      failpoint('worker_effect_done');
      return output;
    },
    verify: (call) => verifyStep(call, step),
    performLocal: (call, settle) => performLocally(run, { call, settle, step, toProgress, means }),
  };
}

async function timed<T>(call: StepCall, means: RunMeans, work: () => Promise<T>): Promise<T> {
  const beganMs = performance.now();
  const tell = (isDone: boolean): void =>
    means.onEffect({ call, app: call.app, isDone, elapsedMs: performance.now() - beganMs });
  try {
    const result = await work();
    tell(true);
    return result;
  } catch (error) {
    tell(false);
    throw error;
  }
}

/** The effect and its record share one transaction: exactly once, however often the worker dies. */
async function performLocally(
  run: ClaimedRun,
  given: {
    call: StepCall;
    settle: (output: JsonValue) => StepRecord;
    step: StepMeans;
    toProgress: (record: StepRecord) => RunProgress;
    means: RunMeans;
  },
): Promise<JsonValue> {
  let output: JsonValue = null;
  const answer = await inRunTransaction(run.scope, given.means.pool, run, async (client) => {
    const step: StepMeans = {
      ...given.step,
      openPorts: (call, signal) =>
        given.means.openPorts({ scope: run.scope, db: client, runId: run.id, call }, signal),
    };
    output = await timed(given.call, given.means, () => performStep(given.call, step));
    failpoint('worker_effect_done');
    return given.toProgress(given.settle(output));
  });
  ours(answer);
  return output;
}

function ours(answer: ProgressAnswer): void {
  if (answer === 'refused') throw new LeaseLost('another worker holds this run');
}
