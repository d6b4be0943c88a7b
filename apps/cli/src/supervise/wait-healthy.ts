import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

interface Wait {
  url: string;
  signal: AbortSignal;
  onProgress: (line: string) => void;
}

const pollMs = 40;
const requestMs = 2_000;
const progressEveryMs = 5_000;

/** Waits until the address answers 200, as long as it takes: a first start on a slow disk is no failure. */
export async function waitHealthy({ url, signal, onProgress }: Wait): Promise<void> {
  const began = Date.now();
  let nextLineMs = progressEveryMs;
  while (!signal.aborted && !(await answersOk(url))) {
    const elapsedMs = Date.now() - began;
    if (elapsedMs >= nextLineMs) {
      onProgress(`Still starting (${Math.round(elapsedMs / 1000)} s)`);
      nextLineMs += progressEveryMs;
    }
    await wait(pollMs);
  }
}

export async function answersOk(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: requestMs, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
