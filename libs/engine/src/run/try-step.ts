import {
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  type LoopStep,
  type RunError,
  type Step,
} from '@hookline/contract';
import { ConnectorError, Rejected } from '@hookline/connector-kit';
import { compileTemplate, type CompiledTemplate } from '@hookline/mapping';
import { toRunError } from '../decide/decide.js';
import {
  compilePlan,
  type FindAction,
  type PlanAction,
  type PlanRespond,
  type PlanStep,
} from '../plan/compile-plan.js';
import { renderReply } from '../step/perform-respond.js';
import { unfit } from '../step/render-input.js';
import { boundOutput } from '../step/bound-output.js';
import type { EngineRun, StepCall } from './engine-run.js';
import { openContext, type RunContext } from './run-context.js';

/** One step tried out on an event's data, outside any run. */
export type StepTrial = {
  readonly input: JsonValue;
  readonly output: JsonValue;
  readonly error: RunError | null;
  /** True: something was done outside or written to a table. */
  readonly hadEffect: boolean;
};

export type TrialGiven = {
  readonly step: Step;
  readonly run: EngineRun;
  readonly flowName: string;
  /** Outputs of the steps before it, by id. */
  readonly outputs: Readonly<Record<string, JsonValue>>;
  /** The loops that the step stands in, the outermost first: it is tried on their first element. */
  readonly loops: readonly LoopStep[];
  readonly idempotencyKey: string;
  readonly now: Date;
};

export type TrialPorts = {
  readonly findAction: FindAction;
  readonly perform: (call: StepCall) => Promise<JsonValue>;
  readonly onDefect: (error: unknown) => void;
};

/** Performs one step for real, once, and tells what went in and what came out. */
export async function tryStep(given: TrialGiven, ports: TrialPorts): Promise<StepTrial> {
  const document = { schemaVersion: 1, name: given.flowName, steps: [given.step] } as const;
  const trigger = { app: 'webhook', event: 'received', connectionId: null, settings: {} };
  const plan = compilePlan(
    'trial',
    { ...document, steps: [given.step], trigger },
    ports.findAction,
  );
  const opened = openContext(given.run, given.flowName, given.now);
  Object.assign(opened.outputs, given.outputs);
  const context = given.loops.reduce(
    (outer, loop) => firstRound(outer, loop, given.run.settings),
    opened,
  );
  const step = plan.steps[0];
  if (step?.type === 'action') return tryAction(step, given, context, ports);
  return {
    input: null,
    output: step ? preview(step, given, context) : null,
    error: null,
    hadEffect: false,
  };
}

function firstRound(
  context: RunContext,
  { items }: LoopStep,
  settings: EngineRun['settings'],
): RunContext {
  const rendered = compileTemplate(items).render(context.roots, settings);
  const list = rendered.ok && isList(rendered.value) ? rendered.value : [];
  return { ...context, roots: { ...context.roots, item: list[0] ?? null, index: 0 } };
}

/** What a step without an effect would decide. */
function preview(step: PlanStep, given: TrialGiven, context: RunContext): JsonValue {
  const { settings } = given.run;
  const rendered = (template: CompiledTemplate, tell: (value: JsonValue) => JsonValue) => {
    const result = template.render(context.roots, settings);
    return result.ok ? tell(result.value) : { problem: result.problem.message };
  };
  switch (step.type) {
    case 'filter': {
      const { passed, because } = step.when.test(context.roots, settings);
      return { passed, because };
    }
    case 'branch': {
      const isTaken = (each: (typeof step.branches)[number]) =>
        each.when.test(context.roots, settings).passed;
      return { branch: step.branches.find(isTaken)?.id ?? 'otherwise' };
    }
    case 'respond':
      return previewReply(step, given, context);
    case 'loop':
      return rendered(step.items, (list) => ({ count: isList(list) ? list.length : 0 }));
    case 'delay':
      return step.until ? rendered(step.until, (until) => ({ until })) : {};
    case 'action':
      return {};
  }
}

function previewReply(step: PlanRespond, given: TrialGiven, context: RunContext): JsonValue {
  try {
    return { reply: renderReply(step, { context, run: given.run }) };
  } catch (error) {
    if (error instanceof Rejected) return { problem: error.message };
    throw error;
  }
}

async function tryAction(
  plan: PlanAction,
  given: TrialGiven,
  context: RunContext,
  ports: TrialPorts,
): Promise<StepTrial> {
  let input: JsonObject = {};
  const failed = (error: unknown, hadEffect: boolean): StepTrial => {
    if (!(error instanceof ConnectorError)) ports.onDefect(error);
    return { input, output: null, error: toRunError(error, plan.step.id), hadEffect };
  };
  const { action } = plan;
  if (!action)
    return failed(
      new Rejected('this server does not know the action', { why: { code: 'action_unknown' } }),
      false,
    );
  const roots = { ...context.roots, run: { id: given.run.id, key: given.idempotencyKey } };
  const rendered = plan.input.render(roots, given.run.settings);
  if (isObject(rendered.value)) input = rendered.value;
  const [problem] = rendered.problems;
  if (problem) return failed(unfit(problem), false);
  const effect = action.effect({ hasConnection: plan.step.connectionId !== null, input });
  try {
    const output = await ports.perform({
      stepId: plan.step.id,
      action,
      app: plan.step.app,
      connectionId: plan.step.connectionId,
      input,
      idempotencyKey: given.idempotencyKey,
      timeoutMs: (plan.step.timeoutSecs ?? 30) * 1_000,
    });
    return { input, output: boundOutput(output), error: null, hadEffect: effect !== 'read' };
  } catch (error) {
    return failed(error, effect !== 'read' && !(error instanceof Rejected));
  }
}
