import { describe, expect, it } from 'vitest';
import { createLostClaims } from './find-lost-claims.js';

function aWorker() {
  let nowMs = 0;
  let lost = 0;
  let looks = 0;
  const found: number[] = [];
  const claims = createLostClaims({
    handBack: async () => {
      looks += 1;
      const count = lost;
      lost = 0;
      return count;
    },
    onFound: (count) => found.push(count),
    nowMs: () => nowMs,
  });
  return {
    ...claims,
    found,
    looks: () => looks,
    lose: (count: number) => (lost = count),
    pass: (ms: number) => (nowMs += ms),
  };
}

describe('claims whose answer was lost', () => {
  it('are not looked for while every claim was answered', async () => {
    const worker = aWorker();
    await worker.find();
    expect(worker.looks()).toBe(0);
  });

  it('are found before the next claim, and those that the database commits late too', async () => {
    const worker = aWorker();
    worker.suspect();
    worker.lose(3);
    await worker.find();
    worker.pass(5_000);
    worker.lose(2);
    await worker.find();
    expect(worker.found).toEqual([3, 2]);
  });

  it('are looked for at most once a second, and no more once none can come', async () => {
    const worker = aWorker();
    worker.suspect();
    await worker.find();
    await worker.find();
    expect(worker.looks()).toBe(1);
    worker.pass(15_001);
    await worker.find();
    expect(worker.looks()).toBe(1);
  });
});
