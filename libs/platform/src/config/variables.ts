import { resolve } from 'node:path';
import { z } from 'zod';
import { parseAllowEntry } from '../outbound/parse-allow.js';

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(from, `must be at least ${from}`).max(to, `must be at most ${to}`));

const urlOf = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    message: `must be a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

const split = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const listOf = (isGood: (entry: string) => boolean, wanted: string) =>
  z.string().transform((text, context) => {
    const entries = split(text);
    entries.forEach((entry, index) => {
      if (!isGood(entry))
        context.addIssue({ code: 'custom', message: `entry ${index + 1} must be ${wanted}` });
    });
    return entries;
  });

const isCidrOrAddress = (entry: string) => parseAllowEntry(entry)?.kind === 'cidr';

const isAllowEntry = (entry: string) => parseAllowEntry(entry) !== null;

const secondsList = z.string().transform((text, context) => {
  const entries = split(text);
  if (entries.length === 0 || entries.length > 50)
    context.addIssue({ code: 'custom', message: 'must have 1 to 50 entries' });
  if (!entries.every((entry) => /^\d+(\.\d+)?$/.test(entry) && Number(entry) <= 2_592_000))
    context.addIssue({
      code: 'custom',
      message: 'must be numbers of seconds between commas, each at most 2592000 (30 days)',
    });
  return entries.map(Number);
});

const headerList = z.string().transform((given, context) => {
  const entries = split(given).map((entry) => /^([\w-]+)=(.+)$/.exec(entry));
  if (entries.includes(null))
    context.addIssue({ code: 'custom', message: 'must be name=value, between commas' });
  return Object.fromEntries(
    entries.map((entry) => [entry?.[1] ?? '', decodeURIComponent(entry?.[2] ?? '')]),
  );
});

/** A setting with a value when nobody sets it. */
const withDefault = <Schema extends z.ZodType<unknown, string>>(
  purpose: string,
  { schema, fallback }: { schema: Schema; fallback: string },
) =>
  z
    .string()
    .optional()
    .transform((text) => text ?? fallback)
    .pipe(schema)
    .meta({ description: purpose, fallback });

const optional = <Schema extends z.ZodType<unknown, string>>(purpose: string, schema: Schema) =>
  schema.optional().meta({ description: purpose });

const text = z.string();
const logLevel = z.enum(['debug', 'info', 'warn', 'error']);

/** Every setting of the product: what it is for, its form, and its value when nobody sets it. */
export const variables = z.object({
  PORT: withDefault('TCP port that the API and the UI listen on.', {
    schema: wholeNumber(1, 65_535),
    fallback: '3000',
  }),
  HOST: withDefault('Address to listen on; 0.0.0.0 opens it to the network.', {
    schema: text.regex(/^[\w.:-]+$/, 'must be an address or a host name'),
    fallback: '127.0.0.1',
  }),
  PUBLIC_URL: optional(
    'Address under which senders and browsers reach this installation; webhook URLs are built from it. Default: http://127.0.0.1:PORT.',
    urlOf('http:', 'https:'),
  ),
  DATA_DIR: withDefault(
    'Folder for everything kept on disk: the embedded database, the key, files.',
    {
      schema: text.transform((path) => resolve(path)),
      fallback: './data',
    },
  ),
  DATABASE_URL: optional(
    'PostgreSQL 15 or newer. Not set: an embedded PostgreSQL is started.',
    urlOf('postgres:', 'postgresql:'),
  ),
  DATABASE_POOLING: withDefault(
    'How DATABASE_URL lends connections: session (PostgreSQL itself), or transaction (a pooler as PgBouncer in transaction mode).',
    { schema: z.enum(['session', 'transaction']), fallback: 'session' },
  ),
  DATABASE_DIRECT_URL: optional(
    'The same PostgreSQL without the pooler: for live updates, the queue, migrations and backups. Default: DATABASE_URL.',
    urlOf('postgres:', 'postgresql:'),
  ),
  DATABASE_READ_URL: optional(
    'A streaming standby for lists of runs and events, their details and the ledger; while it is away or behind, DATABASE_URL is asked.',
    urlOf('postgres:', 'postgresql:'),
  ),
  REDIS_URL: optional(
    'Redis for wake-ups and timed work. Not set: PostgreSQL does this too.',
    urlOf('redis:', 'rediss:'),
  ),
  SECRET_KEY_FILE: optional(
    'File with the key that seals stored credentials (mode 0600, made at the first start). Keep a copy: without it they cannot be read. Default: DATA_DIR/secret.key.',
    text.transform((path) => resolve(path)),
  ),
  OUTBOUND_ALLOW: withDefault(
    'Private targets that flows may call besides public addresses: CIDRs, hosts and host:port, between commas.',
    {
      schema: listOf(isAllowEntry, 'a CIDR, an address, a host or host:port'),
      fallback: '',
    },
  ),
  WORKERS: withDefault('Number of worker processes.', {
    schema: wholeNumber(1, 64),
    fallback: '1',
  }),
  TARGET_CONCURRENCY: withDefault(
    'Requests that a worker has under way at once to a target that answers slowly; a quick one gets more by itself.',
    { schema: wholeNumber(1, 96), fallback: '8' },
  ),
  RETRY_SCHEDULE: withDefault(
    'Waits before each try of a failed step, in seconds, between commas; the first is the first try.',
    { schema: secondsList, fallback: '0,30,120,600,3600,14400,43200,86400' },
  ),
  RUN_TIMEOUT_HOURS: withDefault(
    'Hours after which a run that still waits for a target is given to a person; delays of its flow and waits for a reconnect are not counted.',
    { schema: wholeNumber(1, 8_760), fallback: '168' },
  ),
  HISTORY_DAYS: optional(
    'Days that events, runs and their steps are kept, at least 31; older months are dropped whole, and what is not done stays. Not set: for good.',
    wholeNumber(31, 36_500),
  ),
  LOG_LEVEL: withDefault('Least level that is logged: debug, info, warn or error.', {
    schema: logLevel,
    fallback: 'info',
  }),
  TRUSTED_PROXIES: withDefault(
    'Addresses or CIDRs of reverse proxies whose X-Forwarded-* headers are believed, between commas.',
    { schema: listOf(isCidrOrAddress, 'an address or a CIDR'), fallback: '' },
  ),
  MAX_BODY_BYTES: withDefault('Largest accepted webhook body, in bytes.', {
    schema: wholeNumber(1024, 268_435_456),
    fallback: '1048576',
  }),
  MAX_MULTIPART_BYTES: withDefault('Largest accepted multipart body (all files), in bytes.', {
    schema: wholeNumber(1024, 1_073_741_824),
    fallback: '10485760',
  }),
  FLOW_EVENTS_PER_SEC: withDefault(
    'Webhook requests a second that one api process takes for one flow, ten seconds of them at once; more get 429. 0: no limit.',
    { schema: wholeNumber(0, 1_000_000), fallback: '5000' },
  ),
  FLOW_BACKLOG_MAX: withDefault(
    'Runs that are open and events that are held for one flow; beyond them its webhook answers 429. 0: no limit.',
    { schema: wholeNumber(0, 10_000_000), fallback: '100000' },
  ),
  LOOP_DELAY_MAX_MS: withDefault(
    'How late the api may be with its own work, in milliseconds, before webhooks get 503.',
    { schema: wholeNumber(20, 60_000), fallback: '200' },
  ),
  COMMIT_WAIT_MAX_MS: withDefault(
    'How long events may wait for the database, in milliseconds, before further ones get 503.',
    { schema: wholeNumber(50, 2_500), fallback: '500' },
  ),
  DISK_WATCH_DIR: optional(
    "Folder on the database's disk: with little room there, webhooks get 503. Default: the embedded database; with DATABASE_URL none is watched.",
    text.transform((path) => resolve(path)),
  ),
  DISK_RESERVE_BYTES: optional(
    'Free bytes of that disk below which webhooks get 503. Default: a tenth of the disk, at least 256 MiB and at most 4 GiB. 0: no limit.',
    wholeNumber(0, Number.MAX_SAFE_INTEGER),
  ),
  DRAIN_SECS: withDefault(
    'Seconds between "not ready" at /health/ready and the end of a stop; a load balancer needs a few, to send requests elsewhere.',
    { schema: wholeNumber(0, 300), fallback: '0' },
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(
    'Address of an OpenTelemetry collector (OTLP over HTTP, without /v1/traces). Not set: no traces, at no cost.',
    urlOf('http:', 'https:'),
  ),
  OTEL_EXPORTER_OTLP_HEADERS: withDefault(
    'Headers for the collector, such as its key: name=value, between commas.',
    { schema: headerList, fallback: '' },
  ),
  OTEL_SERVICE_NAME: withDefault('Name of this installation in traces; -api and -worker follow.', {
    schema: text.regex(/^[\w.-]+$/, 'must be letters, digits, dots and dashes'),
    fallback: 'hookline',
  }),
  OTEL_TRACES_SAMPLER_ARG: withDefault('Share of webhooks whose trace is taken, 0 to 1.', {
    schema: text
      .regex(/^(0|1|0?\.\d+|1\.0+)$/, 'must be a number from 0 to 1')
      .transform((share) => Number(share)),
    fallback: '0.01',
  }),
  WORKER_PORT: withDefault(
    "Port of the worker's health and metrics pages; 0 takes any free port of this host.",
    { schema: wholeNumber(0, 65_535), fallback: '0' },
  ),
  LEASE_SECS: withDefault(
    'Tests only: seconds without a sign of life after which another worker takes a run over.',
    { schema: wholeNumber(1, 300), fallback: '30' },
  ),
  CRASH_AT: optional('Tests only: name of the point at which the process kills itself.', text),
});
