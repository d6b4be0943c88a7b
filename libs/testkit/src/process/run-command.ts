import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { cliPath } from '../database/build-product.js';

export type CommandPlan = {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly input?: Buffer;
  readonly nodeArgs?: readonly string[];
};

export type CommandRun = {
  readonly code: number | null;
  readonly out: Buffer;
  /** What it complained, and all that it said where it failed. */
  readonly said: string;
  /** The most memory that it ever had, as last seen; `null` where this system does not tell. */
  readonly mostBytes: number | null;
};

const lookEveryMs = 20;

/** One command of the product, as a person gives it, to its end. */
export async function runCommand({
  args,
  env,
  input,
  nodeArgs = [],
}: CommandPlan): Promise<CommandRun> {
  const child = spawn(process.execPath, [...nodeArgs, cliPath, ...args], {
    env: { ...process.env, ...env },
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  const complained = text(child.stderr);
  let mostBytes: number | null = null;
  const looking = setInterval(() => {
    void readMostBytes(child.pid).then((bytes) => (mostBytes = bytes ?? mostBytes));
  }, lookEveryMs);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(looking);
  const out = Buffer.concat(parts);
  const said = `${await complained}${code === 0 ? '' : out.toString()}`;
  return { code, out, said, mostBytes };
}

/** The system keeps the high-water mark itself, so a look now and then misses nothing but the very end. */
async function readMostBytes(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
}
