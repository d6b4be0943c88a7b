import {
  isObject,
  seenField,
  type BodyKind,
  type JsonValue,
  type SeenField,
  type SeenOutside,
} from '@hookline/contract';
import type { Queryable } from '../database/pool.js';

export type PayloadRow = SeenOutside & {
  readonly body: Buffer;
  readonly payload: Buffer | null;
  readonly body_kind: BodyKind;
};

/** The fields that are remembered of a flow, the most frequent first. */
export async function readFields(
  db: Queryable,
  { workspaceId, flowId }: { workspaceId: string; flowId: string },
): Promise<readonly SeenField[]> {
  const { rows } = await db.query<{ names: JsonValue[] }>(
    `SELECT path::json AS names, count::float8 AS count, types, examples
     FROM flow_fields WHERE workspace_id = $1 AND flow_id = $2 ORDER BY count DESC, path`,
    [workspaceId, flowId],
  );
  return rows.map(({ names, ...rest }) => {
    const [first, ...others] = names;
    const place = isObject(first) ? { at: first['at'], segments: others } : { segments: names };
    return seenField.parse({ ...rest, ...place });
  });
}

/** What a stored event carried; nothing where it is no JSON, which has no fields. */
export function payloadOf({ body, payload, body_kind }: PayloadRow): JsonValue {
  if (payload === null && body_kind !== 'json') return null;
  try {
    const value: JsonValue = JSON.parse((payload ?? body).toString('utf8'));
    return value;
  } catch {
    return null;
  }
}
