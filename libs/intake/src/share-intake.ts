import type { JsonObject, ReceiverPreset } from '@hookline/contract';
import {
  concludeProven,
  judgeSender,
  readRules,
  rejectProven,
  type Judged,
  type Proven,
  type Rules,
} from './intake.js';
import type { IntakeLimits } from './intake-limits.js';
import type { AcceptedOutcome, BatchOutcome, IntakeOutcome } from './outcome.js';
import type { RawRequest } from './raw-request.js';
import { Refusal } from './refusal.js';
import { maskOutcomes } from './secret/mask-intake.js';
import type { Secrets } from './secret/secrets.js';

/** What a flow says about the requests that reach it. */
export type FlowRules = { readonly settings: JsonObject; readonly masks: readonly string[] };

/** Events that a fed flow wants; `null`: it wants nothing of this request, and no trace of it. */
export type FedOutcome = AcceptedOutcome | BatchOutcome | null;

export type SharedOutcome = {
  readonly main: IntakeOutcome;
  /** One for each fed flow, in their order. Empty when the main flow refused the request or answered a test. */
  readonly fed: readonly FedOutcome[];
};

export type SharedIntake = (
  request: RawRequest,
  secrets: Secrets,
) => SharedOutcome | Promise<SharedOutcome>;

/**
 * Makes the judge of an address that feeds several flows of one source. The main flow alone decides who may
 * send and what is a handshake; then each flow says which events it wants, what names them and what is hidden,
 * of the same request, as if it had come to that flow alone.
 */
export function shareIntake(
  preset: ReceiverPreset,
  { main, fed }: { readonly main: FlowRules; readonly fed: readonly FlowRules[] },
  limits: IntakeLimits,
): SharedIntake {
  const rules = readRules(preset, main.settings, limits);
  const own = openFlow(rules, main, limits);
  const others = fed.map((flow) =>
    openFlow(readRules(preset, flow.settings, limits), flow, limits),
  );
  const conclude = (judged: Judged): SharedOutcome =>
    judged.outcome === 'proven'
      ? concludeAll(judged, { own, others, limits })
      : { main: own.hide(judged), fed: [] };
  return (request, secrets) => {
    const judged = judgeSender(rules, request, secrets);
    return judged instanceof Promise ? judged.then(conclude) : conclude(judged);
  };
}

type OpenFlow = {
  readonly conclude: (proven: Proven) => IntakeOutcome;
  readonly hide: (outcome: IntakeOutcome) => IntakeOutcome;
};

function openFlow(rules: Rules, { masks }: FlowRules, limits: IntakeLimits): OpenFlow {
  const hide = maskOutcomes(masks, limits) ?? ((outcome) => outcome);
  return { hide, conclude: (proven) => concludeProven(rules, proven) };
}

type Sharing = {
  readonly own: OpenFlow;
  readonly others: readonly OpenFlow[];
  readonly limits: IntakeLimits;
};

/** What one of the flows must refuse is refused for all: it is stored for every flow, or for none. */
function concludeAll(proven: Proven, { own, others, limits }: Sharing): SharedOutcome {
  const main = own.conclude(proven);
  if (main.outcome === 'rejected') return { main: own.hide(main), fed: [] };
  const fed: FedOutcome[] = [];
  const load = loadOf(main);
  for (const other of others) {
    const outcome = other.conclude(proven);
    if (outcome.outcome === 'rejected') return { main: own.hide(outcome), fed: [] };
    const wanted = onlyWanted(outcome);
    const added = wanted === null ? noLoad : loadOf(wanted);
    load.events += added.events;
    load.bytes += added.bytes;
    if (load.events > limits.maxSharedEvents || load.bytes > limits.maxSharedBytes) {
      return { main: own.hide(rejectProven(proven, tooMuch)), fed: [] };
    }
    fed.push(wanted === null ? null : onlyWanted(other.hide(wanted)));
  }
  return { main: own.hide(main), fed };
}

const tooMuch = new Refusal(413, 'too_many_shared');

function onlyWanted(outcome: IntakeOutcome): FedOutcome {
  if (outcome.outcome === 'event') return outcome;
  if (outcome.outcome !== 'events') return null;
  const elements = outcome.elements.filter(({ skipReason }) => skipReason === null);
  return elements.length === 0 ? null : { ...outcome, elements };
}

type Load = { events: number; bytes: number };
const noLoad: Load = { events: 0, bytes: 0 };

/** About what will be stored. */
function loadOf(outcome: IntakeOutcome): Load {
  if (outcome.outcome === 'rejected') return { events: 1, bytes: outcome.keptBytes.length };
  const { rawBody, body } = outcome;
  const elements = outcome.outcome === 'events' ? outcome.elements : [];
  const parts = [
    rawBody.length,
    ...body.files.map(({ bytes }) => bytes.length),
    ...elements.map(({ payload }) => JSON.stringify(payload).length),
  ];
  return {
    events: Math.max(1, elements.length),
    bytes: parts.reduce((sum, part) => sum + part, 0),
  };
}
