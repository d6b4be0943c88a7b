import { residentBytes } from '../process/read-usage.js';
import { compareQuarters, type Span } from './compare-quarters.js';

export type Grown = { readonly name: string; readonly settled: Span; readonly last: Span };

const sampleMs = 1_000;

/** What groups of processes hold, in the second and in the last quarter of the time. */
export function watchGrowth(groups: Readonly<Record<string, readonly number[]>>): {
  stop: () => readonly Grown[];
} {
  const samples = Object.entries(groups).map(([name, pids]) => {
    const bytes: number[] = [];
    return { name, pids, bytes };
  });
  const timer = setInterval(() => {
    for (const { pids, bytes } of samples)
      bytes.push(pids.reduce((sum, pid) => sum + residentBytes(pid), 0));
  }, sampleMs);
  return {
    stop: () => {
      clearInterval(timer);
      return samples.map(({ name, bytes }) => ({ name, ...compareQuarters(bytes) }));
    },
  };
}
