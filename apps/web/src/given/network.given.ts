import { vi } from 'vitest';

export type Sent = { method: string; path: string; query: URLSearchParams; body: unknown };
export type Answer = { status?: number; body?: unknown };
type Answers = Record<string, Answer | ((sent: Sent) => Answer)>;

/**
 * Answers at the network's edge: `METHOD /path` below the API; everything else is a loud 404. As from a real one, no
 * answer comes in the turn that asked, or after the request was given up.
 */
export function aNetwork(answers: Answers) {
  const sent: Sent[] = [];
  const table = { ...answers };
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const url = new URL(input, 'http://localhost');
    const method = init.method ?? 'GET';
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const one = { method, path: url.pathname, query: url.searchParams, body };
    init.signal?.throwIfAborted();
    sent.push(one);
    await aTurn();
    init.signal?.throwIfAborted();
    const found = table[`${method} ${url.pathname}`];
    const answer = typeof found === 'function' ? found(one) : found;
    if (answer === undefined) return refusal(404, 'not_found');
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), {
      status: answer.status ?? 200,
    });
  });
  return { sent, answer: (key: string, answer: Answer) => (table[key] = answer) };
}

const aTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function refusal(status: number, code: string): Response {
  const error = { code, message: code, requestId: 'req_1' };
  return new Response(JSON.stringify({ error }), { status });
}

export class ASocket {
  static open: ASocket[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    ASocket.open.push(this);
  }

  tell(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  close(): void {
    ASocket.open = ASocket.open.filter((one) => one !== this);
    this.onclose?.();
  }
}

export function aLiveServer(): typeof ASocket {
  ASocket.open = [];
  vi.stubGlobal('WebSocket', ASocket);
  return ASocket;
}
