import { afterEach, describe, expect, it } from 'vitest';
import { fakeVendor } from '../vendor/fake-vendor.js';
import { tcpProxy } from './tcp-proxy.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function aLine() {
  const vendor = await fakeVendor();
  const proxy = await tcpProxy({ host: '127.0.0.1', port: vendor.port });
  stops.push(proxy.stop, vendor.stop);
  return { vendor, proxy, url: `http://127.0.0.1:${proxy.port}/` };
}

describe('tcpProxy', () => {
  it('passes bytes on, late if told to', async () => {
    const { proxy, url } = await aLine();
    proxy.behave({ mode: 'delay', delayMs: 60 });
    const start = performance.now();

    expect((await fetch(url)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(110);
  });

  it('cuts the answer after some bytes', async () => {
    const { vendor, proxy, url } = await aLine();
    proxy.behave({ mode: 'cut', afterBytes: 5 });
    await expect(fetch(url)).rejects.toThrow();
    expect(vendor.requests).toHaveLength(1);
  });

  it('swallows everything as a black hole', async () => {
    const { vendor, proxy, url } = await aLine();
    proxy.behave({ mode: 'black-hole' });
    await expect(fetch(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    expect(vendor.requests).toEqual([]);
  });

  it('resets open lines', async () => {
    const { vendor, proxy, url } = await aLine();
    vendor.behave({ mode: 'hang' });
    const failed = expect(fetch(url)).rejects.toThrow();
    await vendor.until((requests) => requests.length === 1);
    proxy.resetAll();
    await failed;
  });
});
