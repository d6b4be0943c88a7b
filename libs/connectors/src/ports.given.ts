import type {
  ActionCall,
  Http,
  HttpRequest,
  HttpResponse,
  JsonObject,
  JsonValue,
  MailMessage,
  Ports,
  SmtpServer,
  TableRow,
} from '@hookline/connector-kit';

export type RecordedPorts = Ports & {
  readonly requests: HttpRequest[];
  readonly mails: { server: SmtpServer | null; message: MailMessage }[];
  readonly rows: Map<string, TableRow>;
};

/** Ports that record what a connector asks of them; the answers are given. */
export function recordingPorts(
  answer: (request: HttpRequest) => HttpResponse = () => json({}),
): RecordedPorts {
  const requests: HttpRequest[] = [];
  const mails: RecordedPorts['mails'] = [];
  const rows = new Map<string, TableRow>();
  const http: Http = {
    request: async (request) => {
      requests.push(request);
      return answer(request);
    },
  };
  const keep = async (
    server: SmtpServer | null,
    message: MailMessage,
  ): Promise<{ messageId: string }> => {
    mails.push({ server, message });
    return { messageId: `<${mails.length}@test>` };
  };
  const insert = (values: JsonObject): TableRow => {
    const row = { id: `row-${rows.size + 1}`, values };
    rows.set(row.id, row);
    return row;
  };
  const find = (column: string, value: JsonValue): TableRow | null =>
    [...rows.values()].find((row) => row.values[column] === value) ?? null;
  return {
    requests,
    mails,
    rows,
    http,
    mail: {
      send: keep,
      verify: async () => undefined,
      catch: async (message) => keep(null, message),
    },
    tables: {
      list: async () => [{ name: 'Leads', columns: [{ name: 'Phone', type: 'phone' }] }],
      insert: async (_table, values) => insert(values),
      update: async (_table, id, values) => {
        const row = { id, values: { ...rows.get(id)?.values, ...values } };
        rows.set(id, row);
        return row;
      },
      find: async (_table, column, value) => find(column, value),
      findOrInsert: async (_table, column, value, values) => {
        const row = find(column, value);
        return row ? { row, isNew: false } : { row: insert(values), isNew: true };
      },
    },
  };
}

export function aCall(
  ports: Ports,
  input: JsonObject,
  connection: JsonObject | null = null,
): ActionCall<JsonObject> {
  return {
    ...ports,
    input,
    connection,
    idempotencyKey: 'run-1:step',
    settings: { timeZone: 'Europe/Moscow', defaultCountry: 'RU', locale: 'ru' },
    signal: new AbortController().signal,
  };
}

export function json(body: JsonValue, status = 200): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  };
}
