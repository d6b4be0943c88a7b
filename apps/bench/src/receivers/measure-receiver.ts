import type { Sent } from '@hookline/testkit';
import { sendPrepared, type SendReport } from '../load/send-prepared.js';
import { readSpent, spentSecs } from '../process/read-usage.js';
import type { Source } from './open-sources.js';
import { writeRequest } from './write-request.js';

export type ReceiverPlan = {
  readonly rounds: number;
  readonly sliceSecs: number;
  /** Before the first slice, so that what only this preset needs is compiled. */
  readonly warmUpRequests: number;
  readonly connections: number;
  readonly apiPid: number;
  readonly serverPid: number;
};

/** What one accept takes. */
export type Cost = {
  readonly perSec: number;
  readonly apiMicros: number;
  readonly databaseMicros: number;
};

export type Measured = {
  readonly name: string;
  readonly proof: string | null;
  readonly bodyBytes: number;
  readonly own: Cost;
  /** The generic receiver, sent the very same requests: only what the preset does with them differs. */
  readonly same: Cost;
  /** What the preset takes of each round, by what the generic one takes in the same round. */
  readonly ratios: readonly Ratios[];
  /** How many requests its own flow answered with success. */
  readonly accepted: number;
  readonly faults: number;
  readonly driverShare: number;
};

/** A preset by the generic receiver within one round, a moment apart. */
export type Ratios = {
  /** Time of an accept, with the very same requests. */
  readonly time: number;
  /** Processor time of an accept, api and database together, with the very same requests. */
  readonly cpu: number;
  /** The same by the generic receiver with its own sample. */
  readonly sample: number;
};

type Slice = SendReport & { readonly apiSecs: number; readonly databaseSecs: number };

/** More than a slice can take, if the first requests tell how quick it is. */
const spare = 1.5;
const fewest = 100;
const warmUpSecs = 2;

/**
 * Accepts of one preset, in turns with the generic one: all three meet the same weather. Requests are made and
 * signed before each slice; no two of them are the same event.
 */
export async function measureReceiver(
  { source, generic }: { source: Source; generic: Source },
  plan: ReceiverPlan,
): Promise<Measured> {
  let number = 0;
  const make = (from: Source, count: number): readonly Sent[] =>
    Array.from({ length: count }, () => from.make((number += 1)));
  const sendTo = (to: Source, requests: readonly Sent[], secs = plan.sliceSecs): Promise<Slice> => {
    const written = requests.map((sent) => writeRequest(to.flow.hookUrl, sent));
    return sendSlice(to, written, { ...plan, sliceSecs: secs });
  };
  const warmUp = make(source, plan.warmUpRequests);
  const warm = await sendTo(source, warmUp, warmUpSecs);
  const quickest = await sendTo(generic, warmUp);
  const count = Math.ceil(perSecOf(quickest) * plan.sliceSecs * spare) + fewest;
  const rounds: Round[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    const requests = make(source, count);
    const sendOwn = () => sendTo(source, requests);
    const sendSame = () => sendTo(generic, requests);
    // Whoever comes first by turns: what changes slowly on the machine favours neither.
    const first = round % 2 === 0 ? await sendOwn() : await sendSame();
    const second = round % 2 === 0 ? await sendSame() : await sendOwn();
    const [own, same] = round % 2 === 0 ? [first, second] : [second, first];
    rounds.push({ own, same, generic: await sendTo(generic, make(generic, count)) });
  }
  const all = rounds.flatMap(({ own, same, generic: other }) => [own, same, other]);
  return {
    name: source.name,
    proof: source.proof,
    bodyBytes: Buffer.byteLength(warmUp[0]?.body ?? ''),
    own: costOf(rounds.map(({ own }) => own)),
    same: costOf(rounds.map(({ same }) => same)),
    ratios: rounds.map(ratiosOf),
    accepted: rounds.reduce((sum, { own }) => sum + own.accepted, warm.accepted),
    faults: [warm, quickest, ...all].reduce(
      (sum, { refused, errors }) => sum + refused + errors,
      0,
    ),
    driverShare: Math.max(...all.map(({ cpuShare }) => cpuShare)),
  };
}

async function sendSlice(
  to: Source,
  requests: readonly Buffer[],
  { connections, sliceSecs, apiPid, serverPid }: ReceiverPlan,
): Promise<Slice> {
  const port = Number(new URL(to.flow.hookUrl).port);
  const read = () => ({ api: readSpent([apiPid]), database: readSpent([serverPid]) });
  const before = read();
  const report = await sendPrepared(requests, { port, connections, durationSecs: sliceSecs });
  const after = read();
  return {
    ...report,
    apiSecs: spentSecs(before.api, after.api),
    databaseSecs: spentSecs(before.database, after.database),
  };
}

type Round = { readonly own: Slice; readonly same: Slice; readonly generic: Slice };

const ratiosOf = ({ own, same, generic }: Round): Ratios => ({
  time: perSecOf(same) / perSecOf(own),
  cpu: cpuOf(own) / cpuOf(same),
  sample: cpuOf(own) / cpuOf(generic),
});

const cpuOf = ({ apiSecs, databaseSecs, accepted }: Slice): number =>
  (apiSecs + databaseSecs) / accepted;

const perSecOf = ({ accepted, elapsedSecs }: Slice): number => accepted / elapsedSecs;

/** The best of the slices: whatever else the machine does can only make one dearer. */
function costOf(slices: readonly Slice[]): Cost {
  const micros = (pick: (slice: Slice) => number): number =>
    Math.min(...slices.map((slice) => (pick(slice) / slice.accepted) * 1e6));
  return {
    perSec: Math.max(...slices.map(perSecOf)),
    apiMicros: micros(({ apiSecs }) => apiSecs),
    databaseMicros: micros(({ databaseSecs }) => databaseSecs),
  };
}
