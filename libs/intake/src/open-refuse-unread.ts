import type { ReasonCode, ReasonValues, ReceiverPreset } from '@hookline/contract';
import type { IntakeLimits } from './intake-limits.js';
import { keepRejected } from './keep-request.js';
import type { RejectedOutcome } from './outcome.js';
import type { RawRequest } from './raw-request.js';
import { Refusal } from './refusal.js';
import { findHidden } from './secret/find-hidden.js';
import { maskRejections } from './secret/mask-intake.js';
import type { Secrets } from './secret/secrets.js';

/** Why a request was turned away before anything of its body was read. */
export type UnreadRefusal = {
  readonly status: 405 | 413 | 429;
  readonly code: ReasonCode;
  readonly values: ReasonValues;
};

export type RefuseUnread = (
  request: RawRequest,
  secrets: Secrets,
  refusal: UnreadRefusal,
) => RejectedOutcome;

/**
 * Makes what an owner may see of requests that were turned away unread: all but the body, and neither the
 * sender's secret nor what the owner's rules name.
 */
export function openRefuseUnread(
  preset: ReceiverPreset,
  masks: readonly string[],
  limits: IntakeLimits,
): RefuseUnread {
  const hide = maskRejections(masks, limits);
  return (request, secrets, { status, code, values }) => {
    const hidden = findHidden(preset, secrets, request.receivedAtMs);
    const refusal = new Refusal(status, code, values);
    return hide(keepRejected(request, refusal, { hidden, isForeign: true }));
  };
}
