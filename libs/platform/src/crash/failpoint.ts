let armed: string | undefined;

/** Chooses, once at start, the point at which this process dies; crash tests only (setting CRASH_AT). */
export function armFailpoint(name: string | undefined): void {
  armed = name;
}

/** Dies as `kill -9` would if this point is armed; else nothing. */
export function failpoint(name: string): void {
  if (armed === name) process.kill(process.pid, 'SIGKILL');
}
