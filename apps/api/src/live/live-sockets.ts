import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { livePath, type LiveMessage } from '@hookline/contract';
import type { Logger } from '@hookline/platform';
import type { Scope } from '@hookline/store';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Doorkeeper } from '../http/index.js';
import { isOurs } from '../http/check-origin.js';

export type LiveOptions = {
  readonly doorkeeper: Doorkeeper;
  readonly publicUrl: string;
  readonly logger: Logger;
  readonly pingEveryMs?: number;
  readonly maxSockets?: number;
  readonly maxPerWorkspace?: number;
};

type Listener = { readonly socket: WebSocket; readonly request: IncomingMessage; isAlive: boolean };

/** A page that does not read is cut off before what waits for it grows. */
const maxWaitingBytes = 262_144;

/** Open pages, each told of changes in its own workspace and of nothing else. */
export class LiveSockets {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 1_024 });
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #options: Required<LiveOptions>;
  #count = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: LiveOptions) {
    this.#options = { pingEveryMs: 30_000, maxSockets: 1_000, maxPerWorkspace: 100, ...options };
  }

  get count(): number {
    return this.#count;
  }

  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      this.#admit(request).then(
        (admitted) => {
          if (typeof admitted === 'string') refuse(socket, admitted);
          else this.#open(admitted, { request, socket, head });
        },
        (error: unknown) => {
          this.#options.logger.warn({ err: error }, 'a live connection could not be checked');
          refuse(socket, '503 Service Unavailable');
        },
      );
    });
    this.#timer = setInterval(() => void this.#checkAll(), this.#options.pingEveryMs);
    this.#timer.unref();
  }

  tell(scope: Scope, message: LiveMessage): void {
    const text = JSON.stringify(message);
    this.#listeners.get(scope.workspaceId)?.forEach((listener) => send(listener, text));
  }

  /** Something may have been missed: every page asks again. */
  tellAll(message: LiveMessage): void {
    const text = JSON.stringify(message);
    for (const listeners of this.#listeners.values())
      listeners.forEach((listener) => send(listener, text));
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    for (const listeners of this.#listeners.values())
      listeners.forEach(({ socket }) => socket.close(1_001, 'the server stops'));
  }

  /** The workspace of whoever connects, or the status to refuse them with. */
  async #admit(request: IncomingMessage): Promise<Scope | string> {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    if (pathname !== livePath) return '404 Not Found';
    if (this.#count >= this.#options.maxSockets) return '503 Service Unavailable';
    // Browsers always name the origin of a socket, and attach our cookie whoever opens it.
    const { origin, host, authorization } = request.headers;
    const isOwn = origin === undefined ? authorization !== undefined : this.#isOwn(origin, host);
    if (!isOwn) return '403 Forbidden';
    const caller = await this.#options.doorkeeper.identify(request.headers);
    if (!caller) return '401 Unauthorized';
    const others = this.#listeners.get(caller.scope.workspaceId)?.size ?? 0;
    return others < this.#options.maxPerWorkspace ? caller.scope : '503 Service Unavailable';
  }

  #isOwn(origin: string, host: string | undefined): boolean {
    return isOurs(origin, { host, publicUrl: this.#options.publicUrl });
  }

  #open(scope: Scope, given: { request: IncomingMessage; socket: Duplex; head: Buffer }): void {
    this.#server.handleUpgrade(given.request, given.socket, given.head, (socket) => {
      const listener: Listener = { socket, request: given.request, isAlive: true };
      const listeners = this.#listeners.get(scope.workspaceId) ?? new Set();
      this.#listeners.set(scope.workspaceId, listeners.add(listener));
      this.#count += 1;
      socket.on('pong', () => (listener.isAlive = true));
      socket.on('error', () => socket.terminate());
      socket.on('close', () => {
        this.#count -= 1;
        listeners.delete(listener);
        if (listeners.size === 0) this.#listeners.delete(scope.workspaceId);
      });
      send(listener, JSON.stringify({ topic: 'hello' } satisfies LiveMessage));
    });
  }

  /** Cuts off whoever is gone, and whoever is no longer let in: a session ends, a key is revoked. */
  async #checkAll(): Promise<void> {
    for (const [workspaceId, listeners] of [...this.#listeners]) {
      for (const listener of [...listeners]) {
        if (!listener.isAlive) listener.socket.terminate();
        else if (await this.#isStillIn(listener, workspaceId)) {
          listener.isAlive = false;
          listener.socket.ping();
        } else listener.socket.close(4_401, 'no longer signed in');
      }
    }
  }

  async #isStillIn(listener: Listener, workspaceId: string): Promise<boolean> {
    try {
      const caller = await this.#options.doorkeeper.identify(listener.request.headers);
      return caller?.scope.workspaceId === workspaceId;
    } catch {
      // The database is away: whoever was let in stays until it can be asked again.
      return true;
    }
  }
}

function send({ socket }: Listener, text: string): void {
  if (socket.bufferedAmount > maxWaitingBytes) socket.terminate();
  else if (socket.readyState === socket.OPEN) socket.send(text);
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
