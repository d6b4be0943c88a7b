import { inTransaction, type Pool } from '../database/pool.js';
import { acceptEvents, type Acceptance, type ArrivedEvent } from './accept-events.js';

export type ArrivedFile = {
  readonly field: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

/** Stores one event together with its files: both are on disk, or neither. */
export async function acceptWithFiles(
  pool: Pool,
  event: ArrivedEvent,
  files: readonly ArrivedFile[],
): Promise<Acceptance> {
  return inTransaction(pool, async (client) => {
    const [acceptance] = await acceptEvents(client, [event]);
    if (!acceptance || acceptance.state === 'gone') return { state: 'gone' };
    await client.query(
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
    return acceptance;
  });
}
