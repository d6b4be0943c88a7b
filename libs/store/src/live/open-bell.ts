import type { Queryable } from '../database/pool.js';
import { hearNotifications } from './hear-notifications.js';

const channel = 'hookline_bell';

/** Rings through all processes of one database: whoever listens hears the word, and nobody misses it who does not. */
export type Bell = {
  readonly ring: (word: string) => Promise<void>;
  readonly hear: (listener: {
    readonly onRing: (word: string) => void;
    /** Nothing was heard for a moment: any word may have been missed. */
    readonly onGap: () => void;
    readonly onError: (error: Error) => void;
  }) => { close: () => Promise<void> };
};

/** No ring reaches the disk: it costs neither a row nor a sync. */
export function openBell(db: Queryable, databaseUrl: string): Bell {
  return {
    ring: async (word) => {
      await db.query({ name: 'ring', text: `SELECT pg_notify('${channel}', $1)`, values: [word] });
    },
    hear: ({ onRing, ...rest }) =>
      hearNotifications({ databaseUrl, name: 'hookline-bell', channel, onNote: onRing, ...rest }),
  };
}
