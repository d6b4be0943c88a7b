import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onStopSignal } from './on-stop-signal.js';

const settled = async (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<false>((r) => setImmediate(() => r(false)))]);

describe('onStopSignal', () => {
  it('counts the same Ctrl-C, delivered by the terminal and by npm, once', async () => {
    const source = new EventEmitter();
    let nowMs = 5_000;
    const { first, second } = onStopSignal(source, () => nowMs);

    source.emit('SIGINT');
    nowMs += 999;
    source.emit('SIGTERM');

    expect(await first).toBe('SIGINT');
    expect(await settled(second)).toBe(false);
  });

  it('takes a later signal as the wish to stop at once', async () => {
    const source = new EventEmitter();
    let nowMs = 5_000;
    const { second } = onStopSignal(source, () => nowMs);

    source.emit('SIGINT');
    nowMs += 1_000;
    source.emit('SIGINT');

    expect(await settled(second)).toBe(true);
  });
});
