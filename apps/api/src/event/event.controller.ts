import { Controller, StreamableFile } from '@nestjs/common';
import { getEvent, listEvents, runEvent, searchEvents, type EventView } from '@hookline/contract';
import {
  findEvent,
  findEventRuns,
  listEventFiles,
  listEvents as findEvents,
  readEventFile,
  searchEvents as search,
  type Scope,
} from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { History } from '../history.js';
import { readCursor } from '../http/read-cursor.js';
import { Management } from '../management.js';
import { Announcer, Hints } from '../parts.js';
import { downloadBody, downloadFile, downloadJson } from './download-endpoints.js';
import { offerDownload } from './offer-download.js';
import { runEvent as run } from './run-event.js';
import { summarizeEvent, viewEvent } from './view-event.js';

@Controller()
export class EventController {
  constructor(
    private readonly management: Management,
    private readonly history: History,
    private readonly hints: Hints,
    private readonly announcer: Announcer,
  ) {}

  @Handles(listEvents)
  async list(
    @Asked() { scope, query }: Asked<typeof listEvents>,
  ): Promise<Reply<typeof listEvents>> {
    const filter = {
      flowId: query.flowId ?? null,
      state: query.state ?? null,
      from: query.from === undefined ? null : new Date(query.from),
      cursor: readCursor(query.cursor),
      limit: query.limit,
    };
    const page = await this.history.read((store) => findEvents(scope, store, filter));
    return { ...page, items: page.items.map(summarizeEvent) };
  }

  @Handles(getEvent)
  async read(@Asked() { scope, params }: Asked<typeof getEvent>): Promise<Reply<typeof getEvent>> {
    return this.#view(scope, params.id);
  }

  @Handles(searchEvents)
  async search(
    @Asked() { scope, query }: Asked<typeof searchEvents>,
  ): Promise<Reply<typeof searchEvents>> {
    const asked = {
      flowId: query.flowId ?? null,
      state: query.state ?? null,
      text: query.text,
      from: query.from === undefined ? null : new Date(query.from),
      to: query.to === undefined ? null : new Date(query.to),
      cursor: readCursor(query.cursor),
      limit: query.limit,
    };
    const searchedAt = new Date().toISOString();
    const { items, nextCursor, searchedTo } = await this.history.read((store) =>
      search(scope, store, asked),
    );
    return {
      items: items.map(summarizeEvent),
      nextCursor,
      searchedTo: searchedTo?.toISOString() ?? null,
      searchedAt,
    };
  }

  @Handles(runEvent)
  async run(
    @Asked() { scope, params, body }: Asked<typeof runEvent>,
  ): Promise<Reply<typeof runEvent>> {
    const { flowId, versionId = null } = body;
    const asked = { eventId: params.id, flowId, versionId };
    const begun = await run(scope, this.management.store, asked);
    this.hints.wakeRuns();
    this.announcer.announce(scope, { topic: 'runs', flowId: body.flowId });
    return begun;
  }

  @Handles(downloadBody)
  async body(
    @Asked() { scope, params, reply }: Asked<typeof downloadBody>,
  ): Promise<StreamableFile> {
    const event = await this.history.find((store) => findEvent(scope, store, params.id));
    if (!event) throw new ApiError('event_not_found');
    return offerDownload(reply, { fileName: `${event.id}.bin`, bytes: event.body });
  }

  @Handles(downloadJson)
  async json(
    @Asked() { scope, params, reply }: Asked<typeof downloadJson>,
  ): Promise<StreamableFile> {
    const event = await this.#view(scope, params.id);
    const bytes = Buffer.from(JSON.stringify(event, null, 2));
    return offerDownload(reply, { fileName: `${event.id}.json`, bytes });
  }

  @Handles(downloadFile)
  async file(
    @Asked() { scope, params, reply }: Asked<typeof downloadFile>,
  ): Promise<StreamableFile> {
    const asked = { eventId: params.id, index: params.index };
    const file = await this.history.find((store) => readEventFile(scope, store, asked));
    if (!file) throw new ApiError('event_not_found');
    return offerDownload(reply, file);
  }

  async #view(scope: Scope, eventId: string): Promise<EventView> {
    const view = await this.history.find(async (store) => {
      const event = await findEvent(scope, store, eventId);
      if (!event) return null;
      const files = await listEventFiles(scope, store, event.id);
      return viewEvent(event, { files, runs: await findEventRuns(scope, store, event.id) });
    });
    if (!view) throw new ApiError('event_not_found');
    return view;
  }
}
