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
  /** The generic receiver, sent its own sample. */
  readonly generic: Cost;
  /** How many requests its own flow answered with success. */
  readonly accepted: number;
  readonly faults: number;
  readonly driverShare: number;
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
  const first = await sendTo(source, warmUp, warmUpSecs);
  const quickest = await sendTo(generic, warmUp);
  const count = Math.ceil(perSecOf(quickest) * plan.sliceSecs * spare) + fewest;
  const slices: Record<'own' | 'same' | 'generic', Slice[]> = { own: [], same: [], generic: [] };
  for (let round = 0; round < plan.rounds; round += 1) {
    const requests = make(source, count);
    slices.own.push(await sendTo(source, requests));
    slices.same.push(await sendTo(generic, requests));
    slices.generic.push(await sendTo(generic, make(generic, count)));
  }
  const all = [...slices.own, ...slices.same, ...slices.generic];
  return {
    name: source.name,
    proof: source.proof,
    bodyBytes: Buffer.byteLength(warmUp[0]?.body ?? ''),
    own: costOf(slices.own),
    same: costOf(slices.same),
    generic: costOf(slices.generic),
    accepted: [first, ...slices.own].reduce((sum, slice) => sum + slice.accepted, 0),
    faults: [first, quickest, ...all].reduce(
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
