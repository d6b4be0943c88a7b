import type { Why, WhyCode } from '@hookline/contract';
import { ConnectorError, NeedsReconnect, Rejected, Throttled } from '@hookline/connector-kit';
import { plainWhy } from '@hookline/engine';
import type { ClaimedRegistration, RegistrationEnd } from '@hookline/store/work';

export const checkEverySecs = 6 * 3_600;
/** After each further failure that may pass by itself. */
const pausesSecs = [60, 300, 1_800, 7_200];
/** Who cannot be reached for this long will not be told that we left. */
const mostLeavingTries = 6;

/** What becomes of a registration that could not be made or checked, in words for its owner. */
export function judgeTrouble(row: ClaimedRegistration, error: unknown): RegistrationEnd {
  const { senderIds } = row;
  const why = whyOf(error);
  if (error instanceof Rejected || error instanceof NeedsReconnect) {
    const failed = { state: 'failed', senderIds, error: error.message, why, tries: 0 } as const;
    return { ...failed, againInSecs: checkEverySecs };
  }
  // What was registered is so still, for all we know: its sender is out of order at the moment.
  const state = row.state === 'registered' ? 'registered' : 'failed';
  const words =
    error instanceof ConnectorError
      ? error.message
      : 'Something went wrong here; it is tried again.';
  const pauseSecs = pausesSecs[row.tries] ?? checkEverySecs;
  const againInSecs = Math.max(pauseSecs, askedPauseSecs(error));
  return { state, senderIds, error: words, why, tries: row.tries + 1, againInSecs };
}

/** What is told of steps otherwise is told of sources here. */
const ofSources: Partial<Record<WhyCode, WhyCode>> = {
  connection_deleted: 'source_connection_gone',
  connection_waits: 'source_connection_waits',
  status_moved: 'source_refused',
  status_not_found: 'source_not_found',
  status_refused: 'source_refused',
  target_refused: 'source_refused_said',
};

function whyOf(error: unknown): Why | null {
  if (!(error instanceof ConnectorError)) return { code: 'source_internal' };
  if (error.why === null) return null;
  return plainWhy({ ...error.why, code: ofSources[error.why.code] ?? error.why.code });
}

/** Whether it is given up to take something away at its sender: nobody there lets us, or answers. */
export function isGivenUp(row: ClaimedRegistration, error: unknown): boolean {
  if (error instanceof Rejected || error instanceof NeedsReconnect) return true;
  return row.tries + 1 >= mostLeavingTries;
}

const askedPauseSecs = (error: unknown): number =>
  error instanceof Throttled ? Math.ceil((error.retryAfterMs ?? 0) / 1_000) : 0;
