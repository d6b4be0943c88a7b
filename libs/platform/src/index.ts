export { armFailpoint, failpoint } from './crash/failpoint.js';
export { freeGarbage } from './memory/free-garbage.js';
export { keepTickShape } from './memory/keep-tick-shape.js';
export { envExample } from './config/env-example.js';
export { ConfigError, readConfig, type Config, type ConfigProblem } from './config/read-config.js';
export {
  createDoor,
  type Door,
  type DoorLimits,
  type DoorRequest,
  type DoorResponse,
} from './outbound/create-door.js';
export {
  DoorBlocked,
  DoorBroken,
  DoorCancelled,
  DoorError,
  DoorInvalid,
  DoorTimeout,
  DoorTooLarge,
  DoorUnreachable,
  type Sent,
} from './outbound/door-errors.js';
export { createTargets, type TargetCounts, type Targets } from './target/create-targets.js';
export type { Refusal, Permit } from './target/target.js';
export type { TargetOutcome } from './target/create-breaker.js';
export { within } from './time/within.js';
export { readUrl } from './outbound/read-url.js';
export { isPublic, literalOf } from './outbound/judge-address.js';
export type { Address } from './outbound/judge-address.js';
export { uuidv7, uuidv7Floor } from './id/uuidv7.js';
export { createLogger, type Logger, type LogLevel, type LogMethod } from './log/create-logger.js';
export { openTracer, type Span, type Tracer } from './trace/open-tracer.js';
export { hideValues } from './log/hide-values.js';
export { registerOpened } from './log/register-opened.js';
export { maskSecrets, registerSecret, registerUrlSecret } from './log/register-secret.js';
export { fingerprintKey, holdsKey } from './seal/fingerprint-key.js';
export { KeyRing } from './seal/key-ring.js';
export { KeyFileError, openKeyFile } from './seal/open-key-file.js';
export { rewrap, seal, unseal, UnsealError, type SealedPlace } from './seal/seal.js';
export { createMailer, type Mailer } from './mail/create-mailer.js';
export { type MailMessage } from './mail/build-message.js';
export {
  MailDeferred,
  MailError,
  MailInvalid,
  MailRefused,
  MailUnknown,
  MailUnreachable,
  type MailStage,
} from './mail/mail-errors.js';
export { type SmtpSettings } from './mail/connection-settings.js';
export { parseOneAddress } from './mail/parse-one-address.js';
