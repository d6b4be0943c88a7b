import type { BodyKind } from '@hookline/contract';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

type Row = {
  readonly body: Buffer;
  readonly payload: Buffer | null;
  readonly bodyKind: BodyKind;
};

const lastEvents = 100;
/** Bigger ones say little about fields, and a hundred of them would weigh on the process. */
const largestBytes = 65_536;

/** What the last events of a flow carried, the newest first; refused, test and very large ones are left out. */
export function listRecentPayloads(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<readonly Row[]> {
  return select<Row>(
    store,
    `SELECT e.body, e.payload, e.body_kind AS "bodyKind" FROM (
       SELECT id FROM events WHERE workspace_id = $1 AND flow_id = $2 ORDER BY id DESC LIMIT ${lastEvents}
     ) last JOIN events e ON e.workspace_id = $1 AND e.id = last.id
     WHERE e.state NOT IN ('rejected', 'test') AND e.body_kind <> 'none'
       AND octet_length(coalesce(e.payload, e.body)) <= ${largestBytes}
     ORDER BY e.id DESC`,
    [scope.workspaceId, flowId],
  );
}
