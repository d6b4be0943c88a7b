export { field, describeFields } from './field.js';
export type { Field, FieldOptions, FieldReading, Fields, InputOf } from './field.js';
export { action, readInput } from './define-action.js';
export type { Action, ActionCall, ActionDefinition, Verdict } from './action.js';
export { connector, receiver } from './connector.js';
export type { ChoiceCall, ConnectionDefinition, Connector } from './connector.js';
export { describeApps } from './describe.js';
export { failForStatus, readRetryAfter } from './fail-for-status.js';
export {
  ConnectorError,
  NeedsReconnect,
  Rejected,
  Skipped,
  Throttled,
  Unavailable,
} from './errors.js';
export type {
  Http,
  HttpRequest,
  HttpResponse,
  Mail,
  MailMessage,
  Ports,
  SmtpServer,
  TableRow,
  Tables,
  WorkspaceSettings,
} from './ports.js';
export type {
  AppDescription,
  Choice,
  Column,
  EffectKind,
  JsonObject,
  JsonValue,
  ReceiverPreset,
  Words,
} from '@hookline/contract';
