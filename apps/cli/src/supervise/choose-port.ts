import { Failure } from '../command/failure.js';
import { tryListen } from '../process/try-listen.js';

interface Wish {
  host: string;
  port: number;
  /** Somebody set it, so somebody relies on it: never another. */
  isExplicit: boolean;
}

const triedPorts = 50;

/** The port of the api: the one that was asked for, or near the default one when that is busy. */
export async function choosePort({ host, port, isExplicit }: Wish): Promise<number> {
  const first = await tryListen(host, port);
  if (first.port !== undefined) return first.port;
  if (isExplicit || first.reason !== 'EADDRINUSE')
    throw explain({ host, port, reason: first.reason });
  for (let next = port + 1; next < port + triedPorts; next += 1) {
    if ((await tryListen(host, next)).port !== undefined) return next;
  }
  throw explain({ host, port, reason: first.reason });
}

function explain({ host, port, reason }: { host: string; port: number; reason: string }): Failure {
  const place = `${host}:${port}`;
  if (reason === 'EADDRINUSE') {
    return new Failure(`Port ${port} on ${host} is in use. Set PORT to a free one.`, 'port_busy');
  }
  if (reason === 'EACCES') {
    return new Failure(
      `You may not listen on ${place}. Set PORT to 1024 or more.`,
      'port_forbidden',
    );
  }
  return new Failure(
    `Cannot listen on ${place} (${reason}). Check HOST and PORT.`,
    'port_unusable',
  );
}
