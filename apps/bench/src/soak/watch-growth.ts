import { compareQuarters, type Span } from './compare-quarters.js';

export type Grown = { readonly name: string; readonly settled: Span; readonly last: Span };

/** What is watched: bytes that it holds now, read every so often. */
export type Watched = {
  readonly name: string;
  readonly everyMs: number;
  readonly read: () => number;
};

/** What each of these holds, in the second and in the last quarter of the time. */
export function watchGrowth(all: readonly Watched[]): { stop: () => readonly Grown[] } {
  const samples = all.map(({ name, everyMs, read }) => {
    const bytes: number[] = [];
    const timer = setInterval(() => bytes.push(read()), everyMs);
    return { name, bytes, timer };
  });
  return {
    stop: () => {
      for (const { timer } of samples) clearInterval(timer);
      return samples.map(({ name, bytes }) => ({ name, ...compareQuarters(bytes) }));
    },
  };
}
