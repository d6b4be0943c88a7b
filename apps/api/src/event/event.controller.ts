import { Controller, StreamableFile } from '@nestjs/common';
import { getEvent, listEvents, runEvent } from '@hookline/contract';
import {
  findEvent,
  listEventFiles,
  listEvents as findEvents,
  readEventFile,
} from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { History } from '../history.js';
import { readCursor } from '../http/read-cursor.js';
import { Management } from '../management.js';
import { Announcer, Hints } from '../parts.js';
import { downloadBody, downloadFile } from './download-endpoints.js';
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
      cursor: readCursor(query.cursor),
      limit: query.limit,
    };
    const page = await this.history.read((store) => findEvents(scope, store, filter));
    return { ...page, items: page.items.map(summarizeEvent) };
  }

  @Handles(getEvent)
  async read(@Asked() { scope, params }: Asked<typeof getEvent>): Promise<Reply<typeof getEvent>> {
    const found = await this.history.find(async (store) => {
      const event = await findEvent(scope, store, params.id);
      return event && viewEvent(event, await listEventFiles(scope, store, event.id));
    });
    if (!found) throw new ApiError('event_not_found');
    return found;
  }

  @Handles(runEvent)
  async run(
    @Asked() { scope, params, body }: Asked<typeof runEvent>,
  ): Promise<Reply<typeof runEvent>> {
    const asked = { eventId: params.id, flowId: body.flowId };
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

  @Handles(downloadFile)
  async file(
    @Asked() { scope, params, reply }: Asked<typeof downloadFile>,
  ): Promise<StreamableFile> {
    const asked = { eventId: params.id, index: params.index };
    const file = await this.history.find((store) => readEventFile(scope, store, asked));
    if (!file) throw new ApiError('event_not_found');
    return offerDownload(reply, file);
  }
}
