import { median } from '../measure/median.js';
import { residentBytes } from '../process/read-usage.js';

export type Grown = {
  readonly name: string;
  readonly firstBytes: number;
  readonly lastBytes: number;
};

const sampleMs = 1_000;
/** The first part of the time is left out: caches fill. */
const settledShare = 0.25;

/** What processes hold, after they have settled and at the end: medians of a quarter of the time each. */
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
      return samples.map(({ name, bytes }) => {
        const part = Math.max(1, Math.floor(bytes.length * settledShare));
        return {
          name,
          firstBytes: median(bytes.slice(part, 2 * part)),
          lastBytes: median(bytes.slice(-part)),
        };
      });
    },
  };
}
