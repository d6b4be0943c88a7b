import type { BodyKind, JsonValue } from '@hookline/contract';
import type { Header } from './raw-request.js';

/** A file of a multipart body. Its name is what the sender claims: words to show, never a path. */
export type IntakeFile = {
  field: string;
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
};

export type ParsedBody = {
  kind: BodyKind;
  payload: JsonValue;
  files: readonly IntakeFile[];
  /** The payload is not what `JSON.parse` makes of the raw bytes, so it must be stored beside them. */
  isDerived: boolean;
  /** Bytes that are no text were replaced in the payload; the raw bytes are as they came. */
  wasRepaired: boolean;
};

export type Reply = { status: number; headers: Record<string, string>; body: string };

/** What may be stored of the request: like it came, but for credentials. */
type Kept = {
  headers: readonly Header[];
  path: string;
  query: string;
  rawBody: Uint8Array;
  /** The sender proved who it is; false where nothing was asked of it. */
  isProved: boolean;
};

export type AcceptedOutcome = Kept & {
  outcome: 'event';
  body: ParsedBody;
  /** Hex SHA-256; two requests with the same key are one event. `null`: never a duplicate. */
  dedupeKey: string | null;
  /** A second key of the same event; `null`: it has none. */
  dedupeAlso: string | null;
  summary: string;
};

/** One of the events that came in one request. */
export type BatchElement = {
  payload: JsonValue;
  dedupeKey: string | null;
  dedupeAlso: string | null;
  summary: string;
  /** Why this one does not start the flow; `null`: it does. */
  skipReason: string | null;
};

/** Several events in one request: all of them are stored, or none. */
export type BatchOutcome = Kept & {
  outcome: 'events';
  body: ParsedBody;
  elements: readonly BatchElement[];
};

/** A real event of a kind that the owner did not choose: kept and answered, never run. */
export type SkippedOutcome = Kept & {
  outcome: 'skipped';
  body: ParsedBody;
  summary: string;
  reason: string;
};

/** A handshake or test ping: shown, never run. */
export type TestOutcome = Kept & {
  outcome: 'test';
  body: ParsedBody;
  reply: Reply;
  summary: string;
};

export type RejectedOutcome = {
  outcome: 'rejected';
  status: 400 | 401 | 405 | 413 | 415 | 429;
  /** Plain words for the owner; the sender is told the status alone. */
  reason: string;
  headers: readonly Header[];
  path: string;
  query: string;
  /** At most the first 4 KiB; none of a request that did not prove who sent it. */
  keptBytes: Uint8Array;
};

export type IntakeOutcome =
  AcceptedOutcome | BatchOutcome | SkippedOutcome | TestOutcome | RejectedOutcome;
