/** Gives a value to a statement, and what stands for it in the text. */
export type At = (value: unknown, type: 'uuid' | 'text' | 'timestamptz') => string;

/**
 * The values of a statement that is planned once for all values. Each comes by way of a SELECT: a planner that
 * saw it would find a plan for this one value a little cheaper every time, and plan every time.
 */
export function bind(): { readonly values: readonly unknown[]; readonly at: At } {
  const values: unknown[] = [];
  return { values, at: (value, type) => `(SELECT $${values.push(value)}::${type})` };
}

/** A word of ours as SQL writes it: for states, which decide what index a statement can use. */
export function literal(word: string): string {
  if (!/^[a-z_]+$/.test(word)) throw new Error('this is no word of ours');
  return `'${word}'`;
}
