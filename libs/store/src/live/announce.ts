import type { LiveMessage } from '@hookline/contract';
import pg from 'pg';
import type { Queryable } from '../database/pool.js';
import { scopeOf, type Scope } from '../scope.js';
import { replyChannel } from './reply-notes.js';

const channel = 'hookline_live';
const answerWithinMs = 3_000;
const pulseMs = 5_000;

const toError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

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

type Hearing = {
  databaseUrl: string;
  onMessage: (scope: Scope, message: LiveMessage) => void;
  /** A run has answered its sender, or will not any more. */
  onReply?: (runId: string) => void;
  onGap: () => void;
  onError: (error: Error) => void;
};

/**
 * Hears what `createAnnouncer` of any process tells. A lost connection is made again within a second;
 * what was missed meanwhile is made good by `onGap` (pages ask again).
 */
export function hearAnnouncements(options: Hearing): { close: () => Promise<void> } {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  // A line that is open but dead says nothing, as a quiet one does: only asking tells them apart.
  const pulse = setInterval(() => {
    const asked = client;
    asked?.query('SELECT 1').catch((error: unknown) => asked === client && retry(toError(error)));
  }, pulseMs);

  const retry = (error: Error): void => {
    if (isClosed || timer) return;
    options.onError(error);
    client?.end().catch(() => undefined);
    client = null;
    timer = setTimeout(() => {
      timer = null;
      void connect().then(options.onGap, (error: unknown) => retry(toError(error)));
    }, 1_000);
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: 'hookline-live',
      keepAlive: true,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
    });
    client = next;
    // The end of a line that was given up comes late, and is no news of the one that took its place.
    const onEnd = (error: Error): void => {
      if (client === next) retry(error);
    };
    next.on('error', onEnd);
    next.on('end', () => onEnd(new Error('the live connection ended')));
    next.on('notification', (note) => pass(note, options));
    await next.connect();
    await next.query(`LISTEN ${channel}; LISTEN ${replyChannel}`);
  };

  void connect().catch((error: unknown) => retry(toError(error)));
  return {
    close: async () => {
      isClosed = true;
      clearInterval(pulse);
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

function pass(
  { channel: heard, payload = '' }: { channel: string; payload?: string | undefined },
  options: Hearing,
): void {
  if (heard === replyChannel) {
    options.onReply?.(payload);
    return;
  }
  const announcement: Announcement = JSON.parse(payload);
  options.onMessage(scopeOf(announcement.workspaceId), announcement.message);
}
