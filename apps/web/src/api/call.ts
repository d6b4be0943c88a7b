import type { Endpoint } from '@hookline/contract';
import { ApiFault, parseJson, readFault } from './api-fault.js';
import type { Asked, LooseAsked, ReplyOf } from './endpoint-shape.js';

const base = '/api/v1';

/** Asks the API; the endpoint's value decides method, address, what may be given and what comes back. */
export function call<E extends Endpoint>(endpoint: E, asked: Asked<E>): Promise<ReplyOf<E>>;
export async function call(endpoint: Endpoint, asked: LooseAsked): Promise<unknown> {
  const response = await send(endpoint, asked);
  const text = await response.text();
  if (!response.ok) throw readFault(response.status, text);
  if (response.status === 204 || text === '') return undefined;
  const reply = parseJson(text);
  if (reply === undefined) throw unreadable(response.status);
  return trusted(endpoint, reply);
}

async function send(endpoint: Endpoint, asked: LooseAsked): Promise<Response> {
  const hasBody = asked.body !== undefined;
  try {
    return await fetch(addressOf(endpoint, asked), {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
      },
      ...(hasBody ? { body: JSON.stringify(asked.body) } : {}),
      ...(asked.signal ? { signal: asked.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiFault({ code: 'offline', message: 'no connection', status: 0 }, error);
  }
}

/** The address with its parameters encoded, so that a table named `a/b` stays one segment. */
export function addressOf(endpoint: Endpoint, asked: LooseAsked): string {
  const params = new Map(entriesOf(asked.params));
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params.get(name) ?? '')),
  );
  const query = new URLSearchParams();
  for (const [name, value] of entriesOf(asked.query)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const search = query.toString();
  return search === '' ? base + path : `${base}${path}?${search}`;
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

/** Replies are parsed in development and tests, where a drift must hurt; production trusts its own server. */
function trusted(endpoint: Endpoint, reply: unknown): unknown {
  if (import.meta.env.PROD) return reply;
  const parsed = endpoint.reply.safeParse(reply);
  if (parsed.success) return parsed.data;
  throw new ApiFault({
    code: 'unreadable_reply',
    message: `${endpoint.id}: ${parsed.error.message}`,
    status: 200,
  });
}

const unreadable = (status: number) =>
  new ApiFault({ code: 'unreadable_reply', message: `HTTP ${status}`, status });
