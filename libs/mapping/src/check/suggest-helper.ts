import { helperNames } from '../helpers/find-helper.js';

/** The helper whose name is the fewest letters away, if any is near. */
export function suggestHelper(name: string): string | undefined {
  const wanted = name.slice(0, 40).toLowerCase();
  const near = helperNames()
    .map((candidate) => ({ candidate, distance: countEdits(wanted, candidate.toLowerCase()) }))
    .sort((left, right) => left.distance - right.distance)[0];
  return near && near.distance <= Math.max(1, Math.floor(wanted.length / 3))
    ? near.candidate
    : undefined;
}

function countEdits(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
