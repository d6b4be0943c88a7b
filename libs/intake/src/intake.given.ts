import type { JsonObject, ReceiverPreset } from '@hookline/contract';
import { createIntake } from './intake.js';
import type { AcceptedOutcome, IntakeOutcome, RejectedOutcome } from './outcome.js';
import type { RawRequest } from './raw-request.js';
import type { Secrets } from './secret/secrets.js';

export function aPreset(change: Partial<ReceiverPreset> = {}): ReceiverPreset {
  return {
    app: 'webhook',
    event: 'received',
    label: { en: 'Request' },
    appLabel: { en: 'Webhook' },
    category: 'neutral',
    icon: 'webhook',
    color: '#000000',
    setup: [],
    snippet: null,
    evidence: 'verified',
    notes: [],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    greetings: [],
    connection: 'optional',
    verify: [
      {
        kind: 'named_token',
        nameField: 'name',
        valueField: 'value',
        locations: ['header', 'query', 'body', 'path'],
      },
    ],
    connectionFields: [],
    settings: [],
    networks: [],
    masks: [],
    events: null,
    split: null,
    dedupe: [],
    dedupeWindowSecs: null,
    dedupeMoments: [],
    readings: [],
    reply: null,
    labels: {},
    sample: {},
    wire: { method: 'POST', path: '', query: '', headers: {}, body: '' },
    ...change,
  };
}

export function aFormBuilder(change: Partial<ReceiverPreset> = {}): ReceiverPreset {
  return aPreset({
    app: 'tilda',
    event: 'form',
    methods: ['POST'],
    greetings: [
      { methods: ['POST'], when: [], onlyFields: { test: 'test' }, isOpen: false, reply: null },
    ],
    dedupe: [[{ from: 'body', path: 'tranid' }]],
    readings: [
      { field: 'COOKIES', as: 'cookies', into: 'utm' },
      { field: 'payment', as: 'json', into: 'payment' },
      { field: 'payment.products', as: 'list', into: 'payment.products' },
    ],
    reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
    ...change,
  });
}

type Sent = {
  method?: string;
  path?: string;
  query?: string;
  type?: string | null;
  headers?: readonly (readonly [string, string])[];
  body?: string | Uint8Array;
  url?: string;
  address?: string | null;
  atMs?: number;
};

export function aRequest(sent: Sent = {}): RawRequest {
  const { type = 'application/json', headers = [], body = '' } = sent;
  return {
    method: sent.method ?? 'POST',
    path: sent.path ?? '',
    query: sent.query ?? '',
    headers: type === null ? headers : [['content-type', type], ...headers],
    body: typeof body === 'string' ? Buffer.from(body) : body,
    url: sent.url ?? `https://hooks.example.test/hooks/t${sent.path ?? ''}`,
    address: sent.address ?? null,
    receivedAtMs: sent.atMs ?? 1_700_000_000_000,
  };
}

export function aForm(fields: Record<string, string> | [string, string][]): RawRequest {
  return aRequest({
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
  });
}

export async function take(
  request: RawRequest,
  given: {
    preset?: ReceiverPreset;
    settings?: JsonObject;
    connection?: JsonObject | null;
    previous?: NonNullable<Secrets['previous']>;
  } = {},
): Promise<IntakeOutcome> {
  const intake = createIntake(given.preset ?? aPreset(), given.settings ?? {});
  return intake(request, {
    verification: given.connection ?? null,
    previous: given.previous ?? {},
  });
}

export async function accept(...given: Parameters<typeof take>): Promise<AcceptedOutcome> {
  const outcome = await take(...given);
  if (outcome.outcome !== 'event') throw new Error(`not accepted: ${JSON.stringify(outcome)}`);
  return outcome;
}

export async function reject(...given: Parameters<typeof take>): Promise<RejectedOutcome> {
  const outcome = await take(...given);
  if (outcome.outcome !== 'rejected') throw new Error(`not rejected: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Everything of an outcome that may be stored, as text. */
export function storedText(outcome: object): string {
  return JSON.stringify(outcome, function (this: Record<string, unknown>, key, value: unknown) {
    // A buffer has become numbers by now; what it held is asked of its holder.
    const held = this[key];
    return held instanceof Uint8Array ? Buffer.from(held).toString('utf8') : value;
  });
}

/** All that an object has from its prototypes. */
export function inheritedNames(value: unknown): readonly PropertyKey[] {
  const names: PropertyKey[] = [];
  for (let at = Object.getPrototypeOf(value); at !== null; at = Object.getPrototypeOf(at)) {
    names.push(...Reflect.ownKeys(at));
  }
  return names;
}
