import type {
  ActionStep,
  BranchStep,
  DelayStep,
  FilterStep,
  FlowDocument,
  JsonObject,
  JsonValue,
  ReplyTemplate,
  RespondStep,
  LoopStep,
  Step,
} from '@hookline/contract';
import { toPointer, walkSteps } from '@hookline/contract';
import { compileCondition, compileTemplate, compileValue } from '@hookline/mapping';
import type { CompiledCondition, CompiledTemplate, CompiledValue } from '@hookline/mapping';
import { splitAtCommas, type Action } from '@hookline/connector-kit';

/** A flow version made ready to run: nothing of it is parsed again per event. */
export type Plan = {
  readonly versionId: string;
  readonly flowName: string;
  /** A run that needs a person's attention lets those behind it in its line pass. */
  readonly leavesLineWhenStuck: boolean;
  /** Somebody may wait for what a run answers. */
  readonly mayRespond: boolean;
  readonly steps: readonly PlanStep[];
};

export type PlanAction = {
  readonly type: 'action';
  readonly step: ActionStep;
  /** `null`: this server does not know the action (a newer version published it). */
  readonly action: Action | null;
  readonly input: CompiledValue;
  /** When it succeeds the run is over: its result and the run's end share one commit. */
  readonly endsRun: boolean;
};
export type PlanFilter = {
  readonly type: 'filter';
  readonly step: FilterStep;
  readonly when: CompiledCondition;
};
export type PlanDelay = {
  readonly type: 'delay';
  readonly step: DelayStep;
  readonly until: CompiledTemplate | null;
};
export type PlanRespond = {
  readonly type: 'respond';
  readonly step: RespondStep;
  readonly reply: CompiledValue;
  readonly endsRun: boolean;
};
export type PlanBranch = {
  readonly type: 'branch';
  readonly step: BranchStep;
  readonly branches: readonly {
    readonly id: string;
    readonly when: CompiledCondition;
    readonly steps: readonly PlanStep[];
  }[];
  readonly otherwise: readonly PlanStep[];
};
export type PlanLoop = {
  readonly type: 'loop';
  readonly step: LoopStep;
  readonly items: CompiledTemplate;
  readonly steps: readonly PlanStep[];
};
export type PlanStep = PlanAction | PlanFilter | PlanDelay | PlanRespond | PlanBranch | PlanLoop;

export type FindAction = (app: string, action: string) => Action | null;

/**
 * Compiles a published document.
 * @throws TemplateError when a template is not valid (publishing has checked, so this is a defect).
 */
export function compilePlan(
  versionId: string,
  document: FlowDocument,
  findAction: FindAction,
): Plan {
  return {
    versionId,
    flowName: document.name,
    mayRespond: walkSteps(document).some(({ step }) => step.type === 'respond'),
    leavesLineWhenStuck: document.order?.whenStuck === 'go_on',
    steps: compileSteps(document.steps, findAction, true),
  };
}

function compileSteps(
  steps: readonly Step[],
  findAction: FindAction,
  isTail: boolean,
): readonly PlanStep[] {
  return steps.map((step, index) =>
    compileStep(step, findAction, isTail && index === steps.length - 1),
  );
}

function compileStep(step: Step, findAction: FindAction, isTail: boolean): PlanStep {
  switch (step.type) {
    case 'action': {
      const action = findAction(step.app, step.action);
      const input = compileValue(asTyped(step.input, action), {
        htmlPointers: htmlPointers(action),
      });
      return { type: 'action', step, action, input, endsRun: isTail };
    }
    case 'filter':
      return { type: 'filter', step, when: compileCondition(step.when) };
    case 'delay':
      return {
        type: 'delay',
        step,
        until: step.until === undefined ? null : compileTemplate(step.until),
      };
    case 'respond':
      return { type: 'respond', step, reply: compileReply(step.reply), endsRun: isTail };
    case 'loop':
      return {
        type: 'loop',
        step,
        items: compileTemplate(step.items),
        // The last step of a round is not the last of the run.
        steps: compileSteps(step.steps, findAction, false),
      };
    case 'branch':
      return {
        type: 'branch',
        step,
        branches: step.branches.map((branch) => ({
          id: branch.id,
          when: compileCondition(branch.when),
          steps: compileSteps(branch.steps, findAction, isTail),
        })),
        otherwise: compileSteps(step.otherwise, findAction, isTail),
      };
  }
}

/** Of a text that is sent as HTML, what is mapped into it is escaped. */
function compileReply(reply: ReplyTemplate): CompiledValue {
  const type = 'headers' in reply ? (reply.headers?.['content-type'] ?? '') : '';
  const isHtml = reply.kind === 'text' && /html/i.test(type);
  const tree: JsonValue = JSON.parse(JSON.stringify(reply));
  return compileValue(tree, { htmlPointers: new Set(isHtml ? ['/body'] : []) });
}

/** Where mapped values become part of HTML, so that they are escaped (TP-8). */
function htmlPointers(action: Action | null): ReadonlySet<string> {
  const fields = Object.entries(action?.input ?? {});
  return new Set(
    fields.flatMap(([key, field]) => (field.kind === 'html' ? [toPointer([key])] : [])),
  );
}

/** The author's commas are read before any data comes in: a lead cannot add a recipient (MA-3). */
function asTyped(input: JsonObject, action: Action | null): JsonObject {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      action?.input[key]?.isSplitAtCommas ? splitAtCommas(value) : value,
    ]),
  );
}
