import type { Column, JsonObject, JsonValue } from '@hookline/contract';

/** A path whose parts the platform encodes, or a full address. */
export type HttpRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly timeoutMs?: number;
};

export type HttpResponse = {
  readonly status: number;
  /** Lower-case names; repeated ones are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/**
 * The one way to the outside world. Throws `Unavailable` when no answer came (with `sent`), `Rejected`
 * when the address is not allowed. Any status is an answer; `failForStatus` turns one into an error.
 */
export type Http = {
  readonly request: (request: HttpRequest) => Promise<HttpResponse>;
};

export type MailMessage = {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly replyTo?: string;
  readonly fromName?: string;
};

export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (usually port 465); otherwise STARTTLS when offered. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly fromAddress: string;
};

/** Mail. The platform gives the message its stable `Message-ID`. */
export type Mail = {
  readonly send: (server: SmtpServer, message: MailMessage) => Promise<{ messageId: string }>;
  readonly verify: (server: SmtpServer) => Promise<void>;
  /** Keeps the mail in the built-in outbox instead of sending it: part of our own transaction. */
  readonly catch: (message: MailMessage) => Promise<{ messageId: string }>;
};

export type TableRow = { readonly id: string; readonly values: JsonObject };

/** Built-in tables, inside the transaction that records the step: all of it happens, or nothing. */
export type Tables = {
  readonly list: () => Promise<readonly { name: string; columns: readonly Column[] }[]>;
  readonly insert: (table: string, values: JsonObject) => Promise<TableRow>;
  readonly update: (table: string, rowId: string, values: JsonObject) => Promise<TableRow>;
  readonly find: (table: string, column: string, value: JsonValue) => Promise<TableRow | null>;
  /** Serialised per table, column and value, so that two runs cannot both insert. */
  readonly findOrInsert: (
    table: string,
    column: string,
    value: JsonValue,
    values: JsonObject,
  ) => Promise<{ row: TableRow; isNew: boolean }>;
};

/** How the workspace writes dates, phones and numbers. */
export type WorkspaceSettings = {
  readonly timeZone: string;
  readonly defaultCountry: string;
  readonly locale: string;
};

export type Ports = { readonly http: Http; readonly mail: Mail; readonly tables: Tables };
