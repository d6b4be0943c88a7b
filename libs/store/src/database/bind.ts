/** The values of a statement, and what stands for each of them in its text. */
export function bind(): {
  readonly values: readonly unknown[];
  readonly at: (value: unknown) => string;
} {
  const values: unknown[] = [];
  return { values, at: (value) => `$${values.push(value)}` };
}

/** A word of ours as SQL writes it: for states, which decide what index a statement can use. */
export function literal(word: string): string {
  if (!/^[a-z_]+$/.test(word)) throw new Error('this is no word of ours');
  return `'${word}'`;
}
