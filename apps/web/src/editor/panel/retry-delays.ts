const longestSecs = 604_800;

/** `0, 60, 600` as numbers; nothing when one of them is no delay. */
export function readDelays(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  const delays = parts.map(Number);
  const isFine = delays.every((one) => Number.isInteger(one) && one >= 0 && one <= longestSecs);
  return isFine && delays.length >= 1 && delays.length <= 20 ? delays : null;
}

export const writeDelays = (delays: readonly number[]): string => delays.join(', ');
