let armed: { readonly name: string; left: number } | undefined;

/**
 * Chooses, once at start, the point at which this process dies; crash tests only (setting CRASH_AT).
 * @param point its name, and after a colon at which passage, if not at the first.
 */
export function armFailpoint(point: string | undefined): void {
  const [name = '', passage = '1'] = point?.split(':') ?? [];
  armed = name === '' ? undefined : { name, left: Number(passage) };
}

/** Dies as `kill -9` would if this point is armed; else nothing. */
export function failpoint(name: string): void {
  if (armed?.name !== name) return;
  armed.left -= 1;
  if (armed.left <= 0) process.kill(process.pid, 'SIGKILL');
}
