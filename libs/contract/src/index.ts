export * from './json.js';
export * from './error.js';
export * from './live.js';
export * from './flow/condition.js';
export * from './flow/respond.js';
export * from './flow/compose-reply.js';
export * from './flow/constant-reply.js';
export * from './flow/step.js';
export * from './flow/order.js';
export {
  bracketedName,
  canWrite,
  quotedText,
  readBracketed,
  writePath,
} from './flow/template-words.js';
export * from './flow/answer.js';
export * from './flow/catcher-document.js';
export * from './flow/masks.js';
export * from './flow/endpoint-policy.js';
export * from './flow/document.js';
export * from './flow/walk-steps.js';
export * from './flow/problem-codes.js';
export * from './flow/check-flow.js';
export * from './flow/compare-flows.js';
export * from './flow/compare-values.js';
export * from './flow/export-flow.js';
export * from './flow/flow-view.js';
export * from './flow/read-stored-flow.js';
export * from './flow/registration-view.js';
export * from './catalog/field.js';
export * from './catalog/go-elsewhere.js';
export * from './catalog/app.js';
export {
  effectKinds,
  effectOfChoice,
  effectOfInput,
  type EffectByField,
  type EffectKind,
} from './catalog/effect.js';
export * from './catalog/bundle.js';
export * from './receiver/preset.js';
export * from './receiver/reading.js';
export * from './receiver/value-source.js';
export * from './receiver/verify.js';
export * from './event/catcher-view.js';
export * from './event/event-reasons.js';
export * from './event/event-view.js';
export * from './event/id-part-of-key.js';
export * from './event/count-outside.js';
export * from './event/plain-name.js';
export * from './event/search-text.js';
export * from './event/seen-fields.js';
export * from './event/trace-header.js';
export * from './run/why-codes.js';
export * from './run/why.js';
export * from './run/run-view.js';
export * from './run/run-record.js';
export * from './run/attention-view.js';
export * from './run/balance-view.js';
export * from './run/replay-view.js';
export * from './run/shadow-view.js';
export * from './table/table-view.js';
export * from './account/connection-view.js';
export * from './account/workspace-view.js';
export * from './endpoint/endpoint.js';
export * from './endpoint/catchers.js';
export * from './endpoint/flows.js';
export * from './endpoint/history.js';
export * from './endpoint/proposals.js';
export * from './endpoint/registrations.js';
export * from './endpoint/replays.js';
export * from './endpoint/shadow.js';
export * from './endpoint/tables.js';
export * from './endpoint/account.js';
export * from './endpoint/connections.js';
export * from './endpoint/catalog.js';
export * from './endpoint/outbox.js';
export * from './flow/operations/index.js';
