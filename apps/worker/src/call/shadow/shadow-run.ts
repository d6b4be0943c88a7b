import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  maxShadowEvents,
  type AttemptRecord,
  type FlowDocument,
  type JsonValue,
  type ShadowBatch,
} from '@hookline/contract';
import { Rejected, type Ports, type WorkspaceSettings } from '@hookline/connector-kit';
import { compilePlan, type EngineRun, type FindAction } from '@hookline/engine';
import { uuidv7, type Logger } from '@hookline/platform';
import {
  countPastEvents,
  listPastEvents,
  readEventContent,
  readJournal,
  readShadowSubject,
  readVersion,
  type PastEvent,
  type Pool,
  type Scope,
  type ShadowSubject,
} from '@hookline/store/work';
import type { OpenConnection } from '../../run/perform-step.js';
import { readPayload } from '../../run/to-engine-run.js';
import type { ShadowRequest } from '../answer-calls.js';
import { asJson } from '../as-json.js';
import { answerStep } from './answer-step.js';
import { shadowEvent, type EventMeans, type Side } from './shadow-event.js';
import { openTally, type Tally } from './tally-shadows.js';

export type ShadowMeans = {
  readonly pool: Pool;
  readonly log: Logger;
  readonly findAction: FindAction;
  readonly openConnection: OpenConnection;
  readonly settingsOf: (scope: Scope) => Promise<WorkspaceSettings>;
  readonly openHttp: (signal: AbortSignal) => Ports['http'];
  /** Others wait for their answers meanwhile, so a batch ends when it has taken so long. */
  readonly batchMs: number;
};

type Place = {
  readonly scope: Scope;
  readonly request: ShadowRequest;
  readonly settings: WorkspaceSettings;
  readonly draft: Side;
  readonly live: Side | null;
  readonly versionOf: (versionId: string) => Promise<FlowDocument>;
};

/** Works out what a draft would do of a batch of past events; nothing leaves, and nothing is kept. */
export async function shadowRun(
  scope: Scope,
  request: ShadowRequest,
  means: ShadowMeans,
): Promise<JsonValue> {
  const { pool } = means;
  const subject = await readShadowSubject(scope, pool, request.flowId);
  if (subject?.revision !== request.revision) {
    throw new Rejected('the draft was changed meanwhile; start again', {
      why: { code: 'draft_changed' },
    });
  }
  const place = await openPlace(scope, request, { subject, means });
  const { cursor, limit, flowId } = request;
  const page = await listPastEvents(scope, pool, { flowId, cursor, limit });
  const tally = openTally();
  const seen = await addEvents(page, place, { means, tally });
  const isAtEnd = seen === page.length && page.length < limit;
  const atMost = maxShadowEvents;
  const batch: ShadowBatch = {
    ...tally.sum(),
    available: cursor === null ? await countPastEvents(scope, pool, { flowId, atMost }) : null,
    comparedWith: subject.live?.number ?? null,
    nextCursor: isAtEnd ? null : (page[seen - 1]?.id ?? null),
  };
  return asJson(batch);
}

/** @returns how many of the page there was time for; one always. */
async function addEvents(
  page: readonly PastEvent[],
  place: Place,
  given: { means: ShadowMeans; tally: Tally },
): Promise<number> {
  const endsAt = performance.now() + given.means.batchMs;
  let seen = 0;
  for (const event of page) {
    await addEvent(event, place, given);
    seen += 1;
    if (performance.now() > endsAt) break;
    // Leads go through this process too.
    await nextTurn();
  }
  return seen;
}

async function openPlace(
  scope: Scope,
  request: ShadowRequest,
  { subject, means }: { subject: ShadowSubject; means: ShadowMeans },
): Promise<Place> {
  const { draft, live } = subject;
  const sideOf = (document: FlowDocument, versionId: string | null): Side => ({
    document,
    versionId,
    plan: compilePlan(versionId ?? 'draft', document, means.findAction),
  });
  const versions = new Map<string, Promise<FlowDocument>>();
  return {
    scope,
    request,
    settings: await means.settingsOf(scope),
    draft: sideOf(draft, null),
    live: live && sideOf(live.document, live.versionId),
    versionOf: (versionId) => {
      const known = versions.get(versionId) ?? readVersion(scope, means.pool, versionId);
      versions.set(versionId, known);
      return known;
    },
  };
}

async function addEvent(
  event: PastEvent,
  place: Place,
  { means, tally }: { means: ShadowMeans; tally: Tally },
): Promise<void> {
  const { scope, draft, live } = place;
  const run = await toRun(event, place, means.pool);
  // It was forgotten between the list and now.
  if (run === null) return;
  const records: readonly AttemptRecord[] = event.run
    ? await readJournal(scope, means.pool, event.run.id)
    : [];
  const recordedBy = event.run ? await place.versionOf(event.run.versionId) : null;
  const given = { event, run, records, recordedBy, draft, live };
  tally.add(event, await shadowEvent(given, eventMeans(place, means)));
}

function eventMeans({ scope, request, settings }: Place, means: ShadowMeans): EventMeans {
  return {
    findAction: means.findAction,
    onDefect: (error) => means.log.error({ err: error }, 'a shadow run met a defect of ours'),
    answer: (call, { recorded, onAssumed }) =>
      answerStep(call, {
        scope,
        settings,
        recorded,
        db: means.pool,
        openConnection: means.openConnection,
        openHttp: request.reads === 'allowed' ? means.openHttp : null,
        onAssumed: () => onAssumed(call.stepId),
      }),
  };
}

/** The run that the event had, or one that could be: its ids make the keys of its effects. */
async function toRun(event: PastEvent, place: Place, pool: Pool): Promise<EngineRun | null> {
  const { scope, request, settings } = place;
  const content = await readEventContent(scope, pool, event.id);
  if (!content) return null;
  const id = event.run?.id ?? uuidv7();
  return {
    id,
    rootRunId: event.run?.rootRunId ?? id,
    flowId: request.flowId,
    workspaceId: scope.workspaceId,
    strikes: 1,
    settings,
    event: { ...content, payload: readPayload(content, content.content) },
  };
}
