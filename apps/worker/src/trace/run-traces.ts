import { traceHeader, type RunMove } from '@hookline/contract';
import type { Ports } from '@hookline/connector-kit';
import type { StepCall } from '@hookline/engine';
import type { Span, Tracer } from '@hookline/platform';
import type { ClaimedRun } from '@hookline/store/work';

type OpenPorts<Given> = (given: Given, signal: AbortSignal) => Ports;

/** The spans of runs whose event carries a trace that is taken, and of their effects. */
export type RunTraces = {
  readonly around: (run: ClaimedRun, work: () => Promise<void>) => Promise<void>;
  /** A call begins when its ports are opened. */
  readonly heard: <Given extends { runId: string | null; call: StepCall }>(
    open: OpenPorts<Given>,
  ) => OpenPorts<Given>;
  readonly effectEnded: (call: StepCall, isDone: boolean) => void;
  readonly moved: (run: ClaimedRun, move: RunMove) => void;
};

const noTraces: RunTraces = {
  around: (_run, work) => work(),
  heard: (open) => open,
  effectEnded: () => undefined,
  moved: () => undefined,
};

export function createRunTraces(tracer: Tracer | null): RunTraces {
  if (tracer === null) return noTraces;
  const runs = new Map<string, { span: Span; move: RunMove['to'] | null }>();
  const calls = new WeakMap<StepCall, Span>();
  const begin = (run: ClaimedRun): void => {
    const parent = run.event.headers.findLast(([name]) => name === traceHeader)?.[1];
    if (parent === undefined) return;
    const span = tracer.begin({
      name: 'run',
      kind: 'internal',
      parent,
      isRoot: false,
      attributes: {
        'hookline.workspace_id': run.scope.workspaceId,
        'hookline.flow_id': run.flowId,
        'hookline.run_id': run.id,
        'hookline.event_id': run.event.id,
        'hookline.waited_ms': run.claimedAt.getTime() - run.event.receivedAt.getTime(),
      },
    });
    if (span) runs.set(run.id, { span, move: null });
  };
  return {
    around: async (run, work) => {
      begin(run);
      try {
        await work();
      } finally {
        const { span, move } = runs.get(run.id) ?? { span: null, move: null };
        runs.delete(run.id);
        const attributes = { 'hookline.moved_to': move ?? 'left' };
        span?.end({ isFailed: move === null || move === 'failed', attributes });
      }
    },
    heard: (open) => (given, signal) => {
      const of = given.runId === null ? undefined : runs.get(given.runId);
      if (of && !calls.has(given.call)) {
        const { app } = given.call;
        const start = { name: `effect ${app}`, kind: 'client', isRoot: false } as const;
        const span = tracer.begin({
          ...start,
          parent: of.span.traceParent,
          attributes: { 'hookline.app': app },
        });
        if (span) calls.set(given.call, span);
      }
      return open(given, signal);
    },
    effectEnded: (call, isDone) => {
      calls.get(call)?.end({ isFailed: !isDone });
      calls.delete(call);
    },
    moved: (run, move) => {
      const of = runs.get(run.id);
      if (of) of.move = move.to;
    },
  };
}
