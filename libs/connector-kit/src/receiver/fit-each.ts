/** What a sender that has one webhook for each kind of event does with them. */
export type FitMeans = {
  readonly make: (name: string) => Promise<string>;
  /** Makes one that is there already as good as new. */
  readonly mend?: (id: string, name: string) => Promise<void>;
  readonly drop: (ids: readonly string[]) => Promise<void>;
};

/**
 * Sees to it that there is one webhook for each name: makes what is missing, and only then drops what is too much.
 * What is right stays as it is, so that no event is lost when the sender fails in between.
 * @returns the ids, in the order of the names.
 */
export async function fitEach(
  names: readonly string[],
  found: readonly { readonly id: string; readonly name: string }[],
  { make, mend, drop }: FitMeans,
): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const name of names) {
    const there = found.find((one) => one.name === name);
    if (there) await mend?.(there.id, name);
    kept.push(there?.id ?? (await make(name)));
  }
  await drop(found.map(({ id }) => id).filter((id) => !kept.includes(id)));
  return kept;
}
