export { createIntake } from './intake.js';
export type { Intake } from './intake.js';
export { openRefuseUnread } from './open-refuse-unread.js';
export type { RefuseUnread, UnreadRefusal } from './open-refuse-unread.js';
export { shareIntake } from './share-intake.js';
export type { FedOutcome, FlowRules, SharedIntake, SharedOutcome } from './share-intake.js';
export { masksFor } from './secret/masks-for.js';
export { hidesField, maskIntake } from './secret/mask-intake.js';
export { acceptedReply } from './reply.js';
export { defaultIntakeLimits } from './intake-limits.js';
export type { IntakeLimits } from './intake-limits.js';
export type { Header, RawRequest } from './raw-request.js';
export type {
  AcceptedOutcome,
  BatchElement,
  BatchOutcome,
  IntakeFile,
  IntakeOutcome,
  ParsedBody,
  RejectedOutcome,
  Reply,
  SkippedOutcome,
  TestOutcome,
} from './outcome.js';
export { canProve, fieldsOf } from './verify/can-prove.js';
export { checkAddress, readAddressRule } from './verify/check-address.js';
export type { PreviousSecret, Secrets } from './secret/secrets.js';
export { readEventFilter } from './event/choose-event.js';
export { orderKeyOf, readOrderRule, type OrderRule } from './event/order-key.js';
