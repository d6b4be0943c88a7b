import type { LiveMessage } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import { scopeOf, type Scope } from '../scope.js';
import { hearNotifications } from './hear-notifications.js';

const channel = 'hookline_live';

type Announcement = { readonly workspaceId: string; readonly message: LiveMessage };

/**
 * Tells open pages of every api process that something changed. Changes of the same thing are merged and
 * sent at most every `everyMs`, so that a flood of events costs a handful of notifications.
 */
export function createAnnouncer(
  db: Queryable,
  options: { everyMs: number; onError: (error: unknown) => void },
): { announce: (scope: Scope, message: LiveMessage) => void; close: () => Promise<void> } {
  const waiting = new Map<string, Announcement>();
  let timer: NodeJS.Timeout | null = null;
  let sending: Promise<void> = Promise.resolve();

  const send = (): void => {
    timer = null;
    const batch = [...waiting.values()];
    waiting.clear();
    sending = db
      .query(`SELECT pg_notify('${channel}', note) FROM unnest($1::text[]) AS note`, [
        batch.map((announcement) => JSON.stringify(announcement)),
      ])
      .then(
        () => undefined,
        (error: unknown) => options.onError(error),
      );
  };

  return {
    announce: (scope, message) => {
      const announcement = { workspaceId: scope.workspaceId, message };
      waiting.set(JSON.stringify(announcement), announcement);
      timer ??= setTimeout(send, options.everyMs);
    },
    close: async () => {
      if (timer) {
        clearTimeout(timer);
        send();
      }
      await sending;
    },
  };
}

/** Hears what `createAnnouncer` of any process tells; what was missed is made good by `onGap` (pages ask again). */
export function hearAnnouncements(options: {
  databaseUrl: string;
  onMessage: (scope: Scope, message: LiveMessage) => void;
  onGap: () => void;
  onError: (error: Error) => void;
}): { close: () => Promise<void> } {
  const { onMessage, ...rest } = options;
  return hearNotifications({
    ...rest,
    name: 'hookline-live',
    channel,
    onNote: (note) => {
      const announcement: Announcement = JSON.parse(note);
      onMessage(scopeOf(announcement.workspaceId), announcement.message);
    },
  });
}
