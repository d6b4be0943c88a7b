export { createIntake } from './intake.js';
export type { Intake } from './intake.js';
export { acceptedReply } from './reply.js';
export { defaultIntakeLimits } from './intake-limits.js';
export type { IntakeLimits } from './intake-limits.js';
export type { Header, RawRequest } from './raw-request.js';
export type {
  AcceptedOutcome,
  IntakeFile,
  IntakeOutcome,
  ParsedBody,
  RejectedOutcome,
  Reply,
  TestOutcome,
} from './outcome.js';
export type { Secrets } from './secret/shared-secret.js';
export { orderKeyOf, readOrderRule, type OrderRule } from './event/order-key.js';
