import { connect, type Socket } from 'node:net';
import { DoorBlocked, DoorTimeout, unreachable } from './door-errors.js';
import { isSameAddress, type Address } from './judge-address.js';

/** A TCP connection to a checked address, for protocols other than HTTP. */
export function openSocket(
  address: Address,
  { port, timeoutMs }: { port: number; timeoutMs: number },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address.address, port, family: address.family });
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(new DoorTimeout('no')), timeoutMs);
    const onError = (cause: NodeJS.ErrnoException) =>
      fail(unreachable(cause.code ?? 'lost', { cause }));
    socket.once('error', onError);
    socket.once('connect', () => {
      if (!isSameAddress(socket.remoteAddress, address)) return fail(new DoorBlocked());
      clearTimeout(timer);
      socket.off('error', onError);
      resolve(socket);
    });
  });
}
