import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSurelyDead, nameWorker } from './name-worker.js';

const isLinux = existsSync('/proc/self/ns/pid');
const nobody = () => false;
const everybody = () => true;
const withPid = (pid: number) => nameWorker().replace(/\/\d+@/, `/${pid}@`);

describe.runIf(isLinux)('the holder of a lease', () => {
  it('is surely dead when nobody here has its process id', () => {
    expect(isSurelyDead(withPid(4_000_000), nobody)).toBe(true);
    expect(isSurelyDead(withPid(4_000_000))).toBe(true);
  });

  it('may live when somebody has its id, whoever that is', () => {
    expect(isSurelyDead(withPid(4_000_000), everybody)).toBe(false);
    expect(isSurelyDead(withPid(1))).toBe(false);
    expect(isSurelyDead(withPid(process.ppid))).toBe(false);
  });

  it('is dead when it had the id that is ours now: we have only begun', () => {
    expect(isSurelyDead(nameWorker(), everybody)).toBe(true);
  });

  it('of another machine, boot or container may always live', () => {
    const elsewhere = withPid(4_000_000).replace(/@.*/, '@0123456789abcdef');

    expect(isSurelyDead(elsewhere, nobody)).toBe(false);
    expect(isSurelyDead('host/4000000@', nobody)).toBe(false);
    expect(isSurelyDead('host/4000000', nobody)).toBe(false);
    expect(isSurelyDead('', nobody)).toBe(false);
  });
});
