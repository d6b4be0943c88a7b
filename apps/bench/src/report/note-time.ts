/** How long it took, and whether that is longer than it may take. */
export function noteTime(elapsedSecs: number, { mostSecs }: { mostSecs: number | null }): string {
  const took = `took ${elapsedSecs} s`;
  if (mostSecs === null || elapsedSecs <= mostSecs) return took;
  return `${took}: LONGER than the ${mostSecs} s that this form is to take`;
}
