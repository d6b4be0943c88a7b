import { spawn } from 'node:child_process';
import { Failure } from '../command/failure.js';
import type { ChildProgram } from './child-program.js';

/** Runs a program to its end and gives what it printed; a failure shows what it complained about. */
export async function runOnce(program: ChildProgram, input = ''): Promise<string> {
  // Its own group: a Ctrl-C must not cut it in the middle.
  const detached = process.platform !== 'win32';
  const { command, args, env } = program;
  const child = spawn(command, args, { env, detached, windowsHide: true });
  let printed = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  // A program that ends without reading must not take us along.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const reason = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)),
    );
  });
  if (reason === undefined) return printed;
  const words = (complained.trim() || printed.trim()).split('\n').slice(-10).join('\n');
  throw new Failure(`${program.name} failed (${reason}).\n${words}`, 'program_failed', {
    cause: printed,
  });
}
