/**
 * The database's clock, carried on by our steady one: a worker whose own clock is wrong by an hour would
 * wake a run an hour early or late, and tell its flow the wrong day.
 */
export function clockFrom(databaseTime: Date): () => Date {
  const beganMs = performance.now();
  return () => new Date(databaseTime.getTime() + performance.now() - beganMs);
}
