/** Says that this process serves, and resolves when it is told to end or its parent is gone. */
export async function serveUntilLeft(ready: object): Promise<void> {
  const left = new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('disconnect', () => resolve());
  });
  process.send?.(ready);
  await left;
  if (process.connected) process.disconnect();
}
