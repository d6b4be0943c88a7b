import type { Endpoint } from '@hookline/contract';
import { waitFor } from '@hookline/testkit';

type Given<E extends Endpoint> = {
  params?: E['params']['_input'];
  query?: E['query']['_input'];
  body?: E['body']['_input'];
};
/** An endpoint without a reply has a type of its own, which nobody reads. */
type ReplyOf<E extends Endpoint> = Exclude<E['reply']['_output'], undefined>;
export type RawReply = { status: number; body: unknown };
export type Api = ReturnType<typeof apiClient>;

/** The public interface as a program uses it; each answer is held against the contract. */
export function apiClient(url: string, key: () => string) {
  async function send(method: string, path: string, body?: unknown): Promise<RawReply> {
    const headers: Record<string, string> = { authorization: `Bearer ${key()}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${url}/api/v1${path}`, { method, headers, ...init });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  async function ask<E extends Endpoint>(endpoint: E, given: Given<E> = {}): Promise<ReplyOf<E>> {
    const path = fill(endpoint.path, given.params) + search(given.query);
    const { status, body } = await send(endpoint.method, path, given.body);
    if (status !== endpoint.status) {
      throw new Error(`${endpoint.id} answered ${status}: ${JSON.stringify(body)}`);
    }
    return endpoint.reply.parse(body) as ReplyOf<E>;
  }

  /** Asks until the answer is as wanted, and gives it. */
  async function askUntil<E extends Endpoint>(
    endpoint: E,
    given: Given<E>,
    isWanted: (reply: ReplyOf<E>) => boolean,
    { timeoutMs = 15_000 } = {},
  ): Promise<ReplyOf<E>> {
    let last: ReplyOf<E> | undefined;
    const tryOnce = async () => {
      last = await ask(endpoint, given);
      return isWanted(last) ? { reply: last } : undefined;
    };
    const what = `${endpoint.id} answers as wanted`;
    return waitFor(tryOnce, { what, timeoutMs, everyMs: 50 }).then(
      ({ reply }) => reply,
      (cause: unknown) => {
        throw new Error(`${String(cause)} The last answer was ${JSON.stringify(last)}`, { cause });
      },
    );
  }

  return { send, ask, askUntil };
}

const fill = (path: string, params: unknown): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(read(params, name))));

function search(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const pairs = Object.entries(query).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return `?${new URLSearchParams(pairs)}`;
}

const read = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
