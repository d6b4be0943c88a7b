import { inTransaction, type Pool, type Queryable } from '../database/pool.js';
import { acceptEvents, type Acceptance } from './accept-events.js';
import type { ArrivedEvent } from './arrived-event.js';

export type ArrivedFile = {
  readonly field: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

/** An event and the files that came with it. */
export type Arrival = { readonly event: ArrivedEvent; readonly files: readonly ArrivedFile[] };

/**
 * Stores the events of one request together with their files: all of it is on disk, or nothing. The first
 * stands for the address: when its flow is gone, nothing is stored for the others either.
 */
export async function acceptWithFiles(
  pool: Pool,
  arrivals: readonly Arrival[],
): Promise<readonly Acceptance[]> {
  return inTransaction(pool, async (client) => {
    const acceptances = await acceptEvents(
      client,
      arrivals.map(({ event }) => event),
    );
    if (acceptances[0]?.state === 'gone') throw new AddressGone();
    for (const [at, arrival] of arrivals.entries()) {
      const isStored = acceptances[at]?.state !== 'gone';
      if (isStored && arrival.files.length > 0) await storeFiles(client, arrival);
    }
    return acceptances;
  }).catch((error: unknown) => {
    if (error instanceof AddressGone) return arrivals.map(() => ({ state: 'gone' }) as const);
    throw error;
  });
}

/** Rolls back; the caller is told by the states. */
class AddressGone extends Error {}

async function storeFiles(db: Queryable, { event, files }: Arrival): Promise<void> {
  await db.query(
    `INSERT INTO event_files (workspace_id, event_id, position, field, file_name, content_type, bytes)
     SELECT $1, $2, t.position - 1, t.field, t.file_name, t.content_type, t.bytes
     FROM unnest($3::text[], $4::text[], $5::text[], $6::bytea[])
       WITH ORDINALITY AS t (field, file_name, content_type, bytes, position)`,
    [
      event.scope.workspaceId,
      event.id,
      files.map((file) => file.field),
      files.map((file) => file.fileName),
      files.map((file) => file.contentType),
      files.map((file) => Buffer.from(file.bytes)),
    ],
  );
}
