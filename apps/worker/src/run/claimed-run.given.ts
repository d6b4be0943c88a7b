import { scopeOf, type ClaimedEvent, type ClaimedRun } from '@hookline/store';

type Given = Partial<Pick<ClaimedRun, 'id' | 'flowId'>> & {
  readonly workspaceId?: string;
  readonly event?: Partial<ClaimedEvent>;
};

/** A run that was claimed for the first time, of an event without content. */
export const aClaimedRun = (given: Given = {}): ClaimedRun => ({
  scope: scopeOf(given.workspaceId ?? '00000000-0000-7000-8000-000000000001'),
  id: given.id ?? 'r',
  flowId: given.flowId ?? 'f',
  versionId: 'v',
  fence: 1,
  strikes: 1,
  rootRunId: given.id ?? 'r',
  orderKey: null,
  hasJournal: false,
  claimedAt: new Date(0),
  event: {
    id: 'e',
    receivedAt: new Date(0),
    method: 'POST',
    path: '',
    query: '',
    headers: [],
    bodyKind: 'json',
    content: Buffer.alloc(0),
    contentBytes: 0,
    isDerived: false,
    ...given.event,
  },
});
