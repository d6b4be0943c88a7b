import { liveMessage, livePath, type LiveMessage } from '@hookline/contract';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { parseJson } from './api-fault.js';

/** Beginnings of query keys, as one word each, that a topic makes stale. */
const touched: Record<LiveMessage['topic'], readonly string[]> = {
  hello: [],
  events: ['events', 'ledger', 'flows/list', 'catchers'],
  runs: ['runs', 'attention', 'events', 'ledger', 'flows/list', 'tables', 'outbox'],
  flows: ['flows', 'catchers'],
};

const gatherMs = 250;
const firstRetryMs = 500;
const longestRetryMs = 30_000;
/** A blink of the socket is not worth a banner. */
const patienceMs = 4_000;

/** Hears that something changed and has the pages ask again; false while the server is not heard. */
export function useLive(): boolean {
  const client = useQueryClient();
  const [isHeard, setHeard] = useState(true);
  useEffect(() => listen(client, setHeard), [client]);
  return isHeard;
}

/** Keeps one socket open, with growing pauses between tries; a reconnect asks for everything again. */
export function listen(client: QueryClient, onHeard: (isHeard: boolean) => void): () => void {
  const gather = gatherInto(client);
  let socket: WebSocket | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isOver = false;

  const hear = (message: LiveMessage) => {
    if (message.topic === 'hello') {
      clearTimeout(patience);
      patience = undefined;
      onHeard(true);
      if (failures > 0) void client.invalidateQueries();
      failures = 0;
    }
    gather.add(touched[message.topic]);
  };
  const open = () => {
    socket = new WebSocket(liveAddress());
    socket.onmessage = ({ data }) => {
      const message = liveMessage.safeParse(parseJson(String(data)));
      if (message.success) hear(message.data);
    };
    socket.onclose = () => {
      if (isOver) return;
      patience ??= setTimeout(() => onHeard(false), patienceMs);
      retry = setTimeout(open, pauseMs(failures));
      failures += 1;
    };
  };
  open();
  return () => {
    isOver = true;
    clearTimeout(retry);
    clearTimeout(patience);
    gather.stop();
    socket?.close();
  };
}

function liveAddress(): string {
  const address = new URL(livePath, window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}

function pauseMs(failures: number): number {
  const grown = Math.min(longestRetryMs, firstRetryMs * 2 ** failures);
  return grown * (0.5 + Math.random() / 2);
}

/** A hundred leads in a second make one question, not a hundred. */
function gatherInto(client: QueryClient) {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    waiting.forEach((key) => void client.invalidateQueries({ queryKey: key.split('/') }));
    waiting.clear();
  };
  return {
    add: (keys: readonly string[]) => {
      keys.forEach((key) => waiting.add(key));
      if (waiting.size > 0) timer ??= setTimeout(flush, gatherMs);
    },
    stop: () => clearTimeout(timer),
  };
}
