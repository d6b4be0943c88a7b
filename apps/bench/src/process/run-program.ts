import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a program of node's to its end and gives the last line that it printed. */
export async function runProgram(args: readonly string[], env = process.env): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [...args], {
    env,
    timeout: 7_200_000,
    maxBuffer: 16 * 1_048_576,
  });
  return stdout.trim().split('\n').at(-1) ?? '';
}
