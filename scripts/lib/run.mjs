import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './root.mjs';

const running = new Set();
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a program to its end. Its output is shown as it comes (`show`) or kept for a failure. */
export function run(command, args, { cwd = root, env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    // Its own group, so that a stop reaches what it started, too.
    const detached = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      detached,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && /\.cmd$/.test(command),
    });
    let output = '';
    const take = (stream) => (chunk) => {
      output = (output + chunk).slice(-2_000_000);
      if (show) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    running.add(child);
    const end = (code, reason) => {
      running.delete(child);
      resolve({ code, output, reason });
    };
    child.once('error', (error) => end(127, error.message));
    child.once('close', (code, signal) => end(code ?? 1, signal ?? `exit code ${code}`));
  });
}

export const node = (args, options) => run(process.execPath, args, options);

/** The npm that runs us, else the one on the path. */
export function npm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return node([cli, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

function endAll(signal) {
  for (const child of running) {
    try {
      if (process.platform === 'win32') child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch {
      // It has just ended.
    }
  }
}

function onStop(signal) {
  console.error(`\nStopped by ${signal}`);
  endAll(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  process.exit(128 + constants.signals[signal]);
}

/** While these scripts run programs of their own, a stop ends those first. */
export function stopWithUs() {
  for (const signal of stopSignals) process.on(signal, onStop);
}

export function leaveSignalsAlone() {
  for (const signal of stopSignals) process.off(signal, onStop);
}
