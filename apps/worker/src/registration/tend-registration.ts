import type { JsonObject } from '@hookline/contract';
import {
  Rejected,
  sameNames,
  type Http,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';
import type { KeyRing } from '@hookline/platform';
import {
  dropRegistration,
  findRelatives,
  keepRegisteredSecret,
  leaveBehind,
  settleRegistration,
  type ClaimedRegistration,
  type Pool,
  type RegistrationRelative,
  type RegistrationEnd,
  type Scope,
} from '@hookline/store/work';
import type { RenewConnection } from '../connection/open-connection.js';
import { openVeil, type Veil } from '../connection/open-veil.js';
import type { OpenConnection } from '../run/perform-step.js';
import { checkEverySecs, isGivenUp, judgeTrouble } from './judge-trouble.js';
import {
  chooseSecret,
  markOf,
  openBox,
  replaceValues,
  sealBox,
  type SecretBox,
} from './secret-box.js';
import { handOverSecret } from './hand-over-secret.js';
import { isReachable } from './is-reachable.js';

export type TendMeans = {
  readonly pool: Pool;
  readonly ring: KeyRing;
  readonly publicUrl: string;
  readonly findRegistration: (app: string, event: string) => Registration | null;
  readonly openConnection: OpenConnection;
  readonly renewConnection: RenewConnection;
  readonly openHttp: (scope: Scope) => Http;
  /** The address of the flow is judged otherwise from now on. */
  readonly onChanged: (scope: Scope, flowId: string) => void;
  readonly onTrouble: (row: ClaimedRegistration, error: unknown) => void;
};

/** The means of one look at one registration, and what hides its secrets. */
type Look = TendMeans & { readonly veil: Veil };

/** Another worker has it now. */
class LeaseLost extends Error {}

/** Looks at one registration: makes it, checks it, makes it again when it was lost, or takes it away. */
export async function tendRegistration(row: ClaimedRegistration, means: TendMeans): Promise<void> {
  try {
    const known = means.findRegistration(row.app, row.event);
    if (!known) {
      throw new Rejected('this version cannot connect the source automatically', {
        why: { code: 'source_unknown' },
      });
    }
    const veil = openVeil();
    const openHttp = (scope: Scope): Http => veil.over(means.openHttp(scope));
    await veil.hold(() => look(row, known, { ...means, openHttp, veil }));
  } catch (error) {
    if (error instanceof LeaseLost) return;
    means.onTrouble(row, error);
    if (row.state === 'leaving' && isGivenUp(row, error)) await dropGivenUp(row, means);
    else await settleRegistration(means.pool, row, judgeTrouble(row, error));
  }
  means.onChanged(row.scope, row.flowId);
}

async function look(row: ClaimedRegistration, known: Registration, means: Look): Promise<void> {
  if (row.state === 'leaving') await leave(row, known, means);
  else await settleRegistration(means.pool, row, await register(row, known, means));
}

async function register(
  row: ClaimedRegistration,
  known: Registration,
  means: Look,
): Promise<RegistrationEnd> {
  if (!isReachable(means.publicUrl)) {
    throw new Rejected(
      `nobody outside can reach ${means.publicUrl}; set PUBLIC_URL to the address that the world knows`,
      { why: { code: 'source_unreachable', values: { url: means.publicUrl } } },
    );
  }
  const { call, box } = await openCall(row, known, means, await findRelatives(means.pool, row));
  const madeWith = markOf(call);
  const found = await known.find(call);
  const isOurs = box.madeWith === madeWith && sameNames(found.ids, row.senderIds);
  if (found.fits && isOurs) return registered(found.ids);
  // The sender may try the address before it answers us: then its secret must be known here.
  await keep(row, { ...box, madeWith: null }, means);
  means.onChanged(row.scope, row.flowId);
  const isChanged = found.ids.length > 0 && isSecretKnown(row, known, box, found.ids);
  const made = isChanged ? await known.change(call, found.ids) : await known.create(call);
  means.veil.cover(made.values ?? {});
  const told = replaceValues(box, { ...box.values, ...made.values }, Date.now());
  await keep(row, { ...told, madeWith }, means);
  // Last of all: what the sender has goes on sending until something stands in its place.
  if (!isChanged && found.ids.length > 0) await known.remove(call, found.ids);
  return registered(made.ids);
}

/** A secret that only the sender knows is that of whatever we made last, and of nothing else. */
const isSecretKnown = (
  row: ClaimedRegistration,
  { tellsSecret }: Registration,
  { values }: SecretBox,
  ids: readonly string[],
): boolean =>
  tellsSecret !== true || (sameNames(ids, row.senderIds) && Object.keys(values).length > 0);

async function leave(row: ClaimedRegistration, known: Registration, means: Look): Promise<void> {
  const relatives = await findRelatives(means.pool, row);
  const { call, box } = await openCall(row, known, means, relatives);
  const found = await known.find(call);
  const taken = await idsTaken(call, { row, known, relatives }, means);
  const ids = found.ids.filter((id) => !taken.includes(id));
  if (ids.length > 0) await known.remove(call, ids);
  const successor = relatives.find(({ isWanted }) => isWanted);
  // The connection that both have keeps its own secret in force itself.
  const isOwn = known.secretField !== null && successor?.connectionId !== row.connectionId;
  const values = isOwn ? { [known.secretField]: call.secret } : box.values;
  await handOverSecret(row, { ...box, values }, means);
  await dropRegistration(means.pool, row);
}

/** It may send on for as long as its last secret is good. */
async function dropGivenUp(row: ClaimedRegistration, means: TendMeans): Promise<void> {
  try {
    await handOverSecret(row, openBox(means.ring, row), means);
  } catch (error) {
    means.onTrouble(row, error);
  }
  // What never stood at the sender could not stay there.
  if (row.senderIds.length > 0) await leaveBehind(means.pool, row);
  else await dropRegistration(means.pool, row);
}

type Leaving = {
  readonly row: ClaimedRegistration;
  readonly known: Registration;
  readonly relatives: readonly RegistrationRelative[];
};

/** What stands at the same site in the place of what leaves: it may be the very same webhook, changed. */
async function idsTaken(
  call: RegistrationCall,
  { row, known, relatives }: Leaving,
  { openConnection, veil }: Look,
): Promise<readonly string[]> {
  const successor = relatives.find(({ isWanted }) => isWanted);
  if (!successor) return [];
  const { connectionId, place: settings, senderIds } = successor;
  const given = { connectionId, app: row.app, veil };
  // Nobody can tell: what might be in use stays.
  const connection = await openConnection(row.scope, given).catch(() => null);
  const isElsewhere =
    connection !== null && known.site({ connection, settings }) !== known.site(call);
  return isElsewhere ? [] : senderIds;
}

async function openCall(
  row: ClaimedRegistration,
  known: Registration,
  means: Look,
  relatives: readonly RegistrationRelative[],
): Promise<{ call: RegistrationCall; box: SecretBox }> {
  const { ring, publicUrl, openHttp } = means;
  const connection = await openFresh(row, known, means);
  const kept = openBox(ring, row);
  const { secret, values } = chooseSecret(known, connection, kept);
  means.veil.cover([secret, kept.values]);
  const query = known.isInAddress === true ? `?secret=${encodeURIComponent(secret)}` : '';
  const call = {
    http: openHttp(row.scope),
    connection,
    settings: row.place,
    hookUrl: `${publicUrl}/hooks/${row.token}${query}`,
    otherUrls: relatives.map(({ token }) => `${publicUrl}/hooks/${token}`),
    events: row.events,
    isAll: row.isAll,
    secret,
  };
  return { call, box: replaceValues(kept, values, Date.now()) };
}

/** What is renewed is kept before it is used: what it replaces may be good no more. */
async function openFresh(
  { scope, connectionId, app }: ClaimedRegistration,
  { access }: Registration,
  { openConnection, renewConnection, openHttp, veil }: Look,
): Promise<JsonObject> {
  const given = { connectionId, app, veil };
  const connection = await openConnection(scope, given);
  if (!access || access.isFresh(connection, Date.now())) return connection;
  await renewConnection(scope, connectionId, async (values) =>
    access.isFresh(values, Date.now()) ? null : access.renew(openHttp(scope), values, Date.now()),
  );
  return openConnection(scope, given);
}

async function keep(
  row: ClaimedRegistration,
  box: SecretBox,
  { pool, ring }: TendMeans,
): Promise<void> {
  const isKept = await keepRegisteredSecret(pool, row, sealBox(ring, row, box));
  if (!isKept) throw new LeaseLost('another worker has the registration');
}

const registered = (senderIds: readonly string[]): RegistrationEnd => ({
  state: 'registered',
  senderIds,
  error: null,
  why: null,
  tries: 0,
  againInSecs: checkEverySecs,
});
