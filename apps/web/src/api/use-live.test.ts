import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aLiveServer } from '../given/network.given.js';
import { listen } from './use-live.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('listen', () => {
  it('asks once for many messages of a topic', () => {
    const server = aLiveServer();
    const client = new QueryClient();
    const asked = vi.spyOn(client, 'invalidateQueries');
    const stop = listen(client, () => undefined);

    for (let n = 0; n < 100; n += 1) server.open[0]?.tell({ topic: 'events', flowId: 'f1' });
    vi.advanceTimersByTime(300);

    const events = asked.mock.calls.filter(([filter]) => filter?.queryKey?.[0] === 'events');
    expect(events).toHaveLength(1);
    stop();
  });

  it('comes back after a break, tells of it only when it lasts, and asks for everything again', () => {
    const server = aLiveServer();
    const client = new QueryClient();
    const asked = vi.spyOn(client, 'invalidateQueries');
    const heard = vi.fn();
    const stop = listen(client, heard);
    server.open[0]?.tell({ topic: 'hello' });

    server.open[0]?.close();
    expect(heard).not.toHaveBeenCalledWith(false);
    vi.advanceTimersByTime(4_000);
    expect(heard).toHaveBeenLastCalledWith(false);
    expect(server.open).toHaveLength(1);

    server.open[0]?.tell({ topic: 'hello' });
    expect(heard).toHaveBeenLastCalledWith(true);
    expect(asked).toHaveBeenCalledWith();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(server.open).toHaveLength(0);
  });

  it('ignores what is not a live message', () => {
    const server = aLiveServer();
    const client = new QueryClient();
    const asked = vi.spyOn(client, 'invalidateQueries');
    const stop = listen(client, () => undefined);
    server.open[0]?.tell({ topic: 'something else' });
    server.open[0]?.onmessage?.({ data: 'not json' });
    vi.advanceTimersByTime(300);
    expect(asked).not.toHaveBeenCalled();
    stop();
  });
});
