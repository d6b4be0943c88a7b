import { setImmediate as turn } from 'node:timers/promises';
import { waitFor } from '@hookline/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { watchLoop } from './watch-loop.js';

const block = (ms: number): void => {
  for (const untilMs = performance.now() + ms; performance.now() < untilMs;);
};

it('calls one long block a hiccup, several a busy loop, and recovers (LO-5)', async () => {
  const watch = watchLoop(120);
  block(300);
  watch.start();
  onTestFinished(watch.stop);
  await waitFor(() => !watch.isLate(), { what: 'it is calm' });

  for (const hiccup of [300, 300]) {
    block(hiccup);
    await turn();
    expect(watch.isLate()).toBe(false);
  }

  await waitFor(
    async () => {
      block(300);
      await turn();
      return watch.isLate();
    },
    { what: 'it is late' },
  );
  await waitFor(() => !watch.isLate(), { what: 'it is calm again' });
});
