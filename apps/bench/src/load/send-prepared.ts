import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A whole request as it goes over the wire, made ahead of time. */
export type Prepared = Buffer;

export type SendPlan = {
  readonly port: number;
  readonly connections: number;
  /** Not sent any more after this, though some be left. */
  readonly durationSecs: number;
};

export type SendReport = {
  readonly elapsedSecs: number;
  readonly accepted: number;
  /** Answered with anything but a 2xx. */
  readonly refused: number;
  /** Sent, and the line broke off. */
  readonly errors: number;
  /** Of one core. */
  readonly cpuShare: number;
};

/** Sends each request once, one after the other on each connection, and waits for every answer. */
export async function sendPrepared(
  requests: readonly Prepared[],
  { port, connections, durationSecs }: SendPlan,
): Promise<SendReport> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const counts = { accepted: 0, refused: 0, errors: 0 };
  const cpuBefore = process.cpuUsage();
  const beganMs = performance.now();
  const untilMs = beganMs + durationSecs * 1_000;
  const queue = requests.values();
  const next = (): Prepared | null =>
    performance.now() < untilMs ? (queue.next().value ?? null) : null;
  await Promise.all(sockets.map((socket) => converse(socket, next, counts)));
  const elapsedSecs = (performance.now() - beganMs) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  for (const socket of sockets) socket.destroy();
  return { ...counts, elapsedSecs, cpuShare: (user + system) / 1e6 / elapsedSecs };
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

type Counts = { accepted: number; refused: number; errors: number };

function converse(socket: Socket, next: () => Prepared | null, counts: Counts): Promise<void> {
  return new Promise((resolve) => {
    let heard = '';
    let isWaiting = false;
    const send = (): void => {
      const request = next();
      isWaiting = request !== null;
      if (request === null) resolve();
      else socket.write(request);
    };
    const fail = (): void => {
      if (isWaiting) counts.errors += 1;
      isWaiting = false;
      resolve();
    };
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      const status = statusOf(heard);
      if (status === null) return;
      heard = '';
      if (status >= 200 && status < 300) counts.accepted += 1;
      else counts.refused += 1;
      send();
    });
    socket.once('error', fail);
    socket.once('close', fail);
    send();
  });
}

/** The status of an answer that is here as a whole; `null` while some of it is missing. */
function statusOf(heard: string): number | null {
  const end = heard.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const declared = /\r\ncontent-length: *(\d+)/i.exec(heard.slice(0, end));
  const bodyBytes = declared === null ? 0 : Number(declared[1]);
  return heard.length < end + 4 + bodyBytes ? null : Number(heard.slice(9, 12));
}
