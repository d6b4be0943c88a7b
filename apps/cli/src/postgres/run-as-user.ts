import type { SystemUser } from './choose-user.js';

interface RunOptions {
  uid?: number;
  gid?: number;
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** Spawn options for a PostgreSQL program: its own user, and none of our settings, which may hold secrets. */
export function asUser(user: SystemUser | undefined): RunOptions {
  const kept = ['PATH', 'TMPDIR', 'SystemRoot', 'TEMP'];
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C' };
  for (const name of kept) {
    if (process.env[name] !== undefined) env[name] = process.env[name];
  }
  const cwd = process.platform === 'win32' ? process.cwd() : '/';
  return user === undefined ? { cwd, env } : { cwd, env, uid: user.uid, gid: user.gid };
}
