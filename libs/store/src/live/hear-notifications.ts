import pg from 'pg';

const answerWithinMs = 3_000;
const pulseMs = 5_000;

const toError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

/**
 * Listens to a channel of the database for as long as the process lives. A lost connection is made again within
 * a second, a dead one is noticed; `onGap` tells that something may have been missed meanwhile.
 */
export function hearNotifications(options: {
  readonly databaseUrl: string;
  /** Of the connection, for whoever looks at the server. */
  readonly name: string;
  readonly channel: string;
  readonly onNote: (note: string) => void;
  readonly onGap: () => void;
  readonly onError: (error: Error) => void;
}): { close: () => Promise<void> } {
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
      void connect().then(options.onGap, (failure: unknown) => retry(toError(failure)));
    }, 1_000);
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: options.name,
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
    next.on('end', () => onEnd(new Error('the listening connection ended')));
    next.on('notification', ({ payload }) => options.onNote(payload ?? ''));
    await next.connect();
    await next.query(`LISTEN ${options.channel}`);
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
