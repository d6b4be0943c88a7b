import type { RunReply } from '@hookline/contract';
import type { FedOutcome, IntakeOutcome, RawRequest } from '@hookline/intake';
import { acceptWithFiles, type Acceptance, type ArrivedEvent, type Arrival } from '@hookline/store';
import type { OpenHook } from './hook-book.js';
import type { FedHook, Shared } from './open-shared.js';
import { tell } from './open-writer.js';
import { answerAccepted } from './own-answer.js';
import { turnAway } from './policy/turn-away.js';
import {
  findSeat,
  firstId,
  gone,
  leaving,
  receiveOutcome,
  secretsOf,
  sit,
  storableFiles,
  suspicionOf,
  type Receiving,
  type Taken,
} from './receive.js';
import type { Seat } from './respond/reply-desk.js';
import { toEvent, toEvents, type Place } from './to-event.js';

/**
 * Takes one request of an address that feeds several flows. It is proved once, by the main flow's secret;
 * what the flows make of it is stored together, so that an answer speaks for all of them.
 */
export async function receiveShared(
  open: OpenHook & { readonly shared: Shared },
  request: RawRequest,
  receiving: Receiving,
): Promise<Taken> {
  const { main, fed } = await open.shared.intake(request, secretsOf(open));
  const wanted = open.shared.fed.flatMap((flow, at) => wantedBy(flow, fed[at] ?? null));
  // Refused, a handshake, or wanted by the main flow at most: nothing of it is shared.
  if (wanted.length === 0 || main.outcome === 'rejected' || main.outcome === 'test') {
    return receiveOutcome(open, { request, outcome: main }, receiving);
  }
  for (const { flow } of wanted) admitFed(flow, receiving);
  const own = arrivalsOf(open, request, main);
  const groups: readonly Group[] = [
    { flow: open, arrivals: own },
    ...wanted.map(({ flow, outcome }) => ({ flow, arrivals: arrivalsOf(flow, request, outcome) })),
  ];
  return store(open, { own, groups }, receiving);
}

type Group = {
  readonly flow: Place & Pick<OpenHook | FedHook, 'hook'>;
  readonly arrivals: readonly Arrival[];
};

type Answering = { readonly hook: Group['flow']['hook']; readonly arrival: Arrival };

const wantedBy = (flow: FedHook, outcome: FedOutcome) =>
  outcome === null ? [] : [{ flow, outcome }];

/** A flow that has as much as it may have keeps the request out of all: the sender comes again. */
function admitFed({ hook }: FedHook, { pressure }: Receiving): void {
  const refused = pressure.judgeFlow(hook);
  if (refused) throw refused;
}

function arrivalsOf(
  flow: Place,
  request: RawRequest,
  outcome: Exclude<IntakeOutcome, { outcome: 'rejected' }>,
): readonly Arrival[] {
  if (outcome.outcome === 'events') {
    return toEvents(flow, request, outcome).map((event) => ({ event, files: [] }));
  }
  const suspicion = suspicionOf(flow, request, outcome);
  const event = toEvent(flow, request, { outcome, suspicion });
  return [{ event, files: storableFiles(outcome.body.files) }];
}

async function store(
  open: OpenHook,
  { own, groups }: { own: readonly Arrival[]; groups: readonly Group[] },
  receiving: Receiving,
): Promise<Taken> {
  const arrivals = groups.flatMap((group) => group.arrivals);
  const events = arrivals.map(({ event }) => event);
  if (open.policy) await turnAway(events, receiving);
  const asked = whoIsAsked(groups);
  const seat = asked === null ? null : sit(asked.event, receiving);
  const acceptances = await acceptWithFiles(receiving.pool, arrivals).catch(leaving(seat));
  const ownStates = acceptances.slice(0, own.length);
  const [first] = own;
  if (!first || ownStates[0]?.state === 'gone') {
    seat?.leave();
    throw gone(first?.event, receiving);
  }
  setImmediate(() => tell(events, acceptances, receiving));
  forgetGone(arrivals, acceptances, receiving);
  const isDuplicate = ownStates.every(({ state }) => state === 'duplicate');
  const id = isDuplicate ? await firstId(first.event, receiving) : first.event.id;
  const reply = decoyOf(groups) ?? answerAccepted(open, { id, isDuplicate });
  const state = asked === null ? undefined : acceptances[arrivals.indexOf(asked)]?.state;
  return { reply, seat: await keepSeat(seat, { asked, state }, receiving) };
}

const whoIsAsked = (groups: readonly Group[]): Arrival | null =>
  whoAnswers(groups, 'event')?.arrival ?? null;

/** What a robot in quarantine reads, where it says the same to everybody. */
const decoyOf = (groups: readonly Group[]): RunReply | null =>
  whoAnswers(groups, 'quarantined')?.hook.constantReply ?? null;

/** The first flow that has one event of the request and a step that answers; nobody when it is a batch. */
function whoAnswers(groups: readonly Group[], kind: ArrivedEvent['kind']): Answering | null {
  const able = groups.flatMap(({ flow: { hook }, arrivals }) => {
    const [arrival] = arrivals;
    const isAble = hook.mayRespond && arrivals.length === 1 && arrival?.event.kind === kind;
    return isAble && arrival ? [{ hook, arrival }] : [];
  });
  return able[0] ?? null;
}

async function keepSeat(
  seat: Seat | null,
  { asked, state }: { asked: Arrival | null; state: Acceptance['state'] | undefined },
  receiving: Receiving,
): Promise<Seat | null> {
  if (state === 'accepted') return seat;
  seat?.leave();
  if (asked === null || state !== 'duplicate') return null;
  const id = await firstId(asked.event, receiving);
  return findSeat(asked.event.scope, id, receiving);
}

/** A fed flow was deleted a moment ago: the next request is not shared with it. */
function forgetGone(
  arrivals: readonly Arrival[],
  acceptances: readonly Acceptance[],
  { book }: Receiving,
): void {
  arrivals.forEach(({ event }, at) => {
    if (acceptances[at]?.state === 'gone') book.invalidateFlow(event.flowId);
  });
}
