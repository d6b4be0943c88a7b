import type { Logger } from '@hookline/platform';
import { hearAnnouncements } from '@hookline/store';
import type { HookBook } from '../ingest/hook-book.js';
import type { ReplyDesk } from '../ingest/respond/reply-desk.js';
import type { LiveSockets } from './live-sockets.js';

/** What any process announces reaches the open pages of this one, and its memory of addresses. */
export function spreadAnnouncements(
  { directUrl, logger }: { directUrl: string; logger: Logger },
  { live, book, desk }: { live: LiveSockets; book: HookBook; desk: ReplyDesk },
): { close: () => Promise<void> } {
  return hearAnnouncements({
    databaseUrl: directUrl,
    onMessage: (scope, message) => {
      if (message.topic === 'flows') {
        if (message.flowId === null) book.invalidateAll();
        else book.invalidateFlow(message.flowId);
      }
      live.tell(scope, message);
    },
    onReply: (runId) => desk.told(runId),
    onGap: () => {
      book.invalidateAll();
      live.tellAll({ topic: 'flows', flowId: null });
    },
    onError: (error) => logger.warn({ err: error }, 'live changes are not heard for a moment'),
  });
}
