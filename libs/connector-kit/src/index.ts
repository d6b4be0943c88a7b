export { field, describeFields } from './field.js';
export type { Field, FieldOptions, FieldReading, Fields, InputOf, RequiredField } from './field.js';
export { splitAtCommas } from './split-at-commas.js';
export { action, readInput } from './define-action.js';
export type { Action, ActionCall, ActionDefinition, Verdict } from './action.js';
export { connector } from './connector.js';
export {
  addressesField,
  namedEventsField,
  receiver,
  receiverSettings,
} from './receiver/receiver.js';
export type { ReceiverDefinition } from './receiver/receiver.js';
export { unfitField } from './receiver/unfit-field.js';
export { fitEach, type FitMeans } from './receiver/fit-each.js';
export { isAddressOf, registration, sameNames } from './receiver/registration.js';
export type {
  AgingAccess,
  CreatedRegistration,
  FoundRegistration,
  Registration,
  RegistrationCall,
} from './receiver/registration.js';
export { askJson, deleteEach, deleteIfThere, objectsIn, textIn } from './ask-json.js';
export { askPages, type ListPage } from './ask-pages.js';
export { idIn, idsOf } from './read-ids.js';
export { from } from './receiver/from.js';
export { prove, signedTime } from './receiver/prove.js';
export {
  accessField,
  addressSecretFields,
  byHand,
  secretFields,
} from './receiver/secret-fields.js';
export { eventsAt, eventsOf, labelsOf, say, setUp, toldBy } from './receiver/words.js';
export type { ChoiceCall, ConnectionDefinition, Connector } from './connector.js';
export { describeApps } from './describe.js';
export { failForStatus, readRetryAfter, whyOfStatus, type Said } from './fail-for-status.js';
export { parseJson, readJsonBody } from './read-json-body.js';
export { isList, isObject } from '@hookline/contract';
export {
  ConnectorError,
  NeedsReconnect,
  NotNow,
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
  FieldDescription,
  JsonObject,
  JsonValue,
  ReceiverPreset,
  Why,
  WhyCode,
  Words,
} from '@hookline/contract';
