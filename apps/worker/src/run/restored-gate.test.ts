import { describe, expect, it } from 'vitest';
import { createRestoredGate } from './restored-gate.js';

function aGate(answers: (boolean | Error)[], everyMs: number) {
  const asked: number[] = [];
  const told: boolean[] = [];
  const gate = createRestoredGate({
    everyMs,
    onChange: (isRestored) => told.push(isRestored),
    ask: async () => {
      const answer = answers[asked.push(1) - 1] ?? false;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { gate, asked, told };
}

describe('the gate of a restored database', () => {
  it('costs one question per poll, however often it is passed', async () => {
    const { gate, asked, told } = aGate([false], 60_000);

    const passed = await Promise.all([gate.isOpen(), gate.isOpen(), gate.isOpen()]);

    expect([...passed, await gate.isOpen()]).toEqual([true, true, true, true]);
    expect([asked.length, told]).toEqual([1, []]);
  });

  it('is closed until the restore is confirmed, and says so once each way', async () => {
    const { gate, told } = aGate([true, true, false, false], 0);

    const passed = [];
    for (let time = 0; time < 4; time += 1) passed.push(await gate.isOpen());

    expect(passed).toEqual([false, false, true, true]);
    expect(told).toEqual([true, false]);
  });

  it('asks again after trouble, because what answers then may be another database', async () => {
    const { gate } = aGate([false, true], 60_000);
    expect(await gate.isOpen()).toBe(true);

    gate.forget();

    expect(await gate.isOpen()).toBe(false);
  });

  it('lets nobody through whom it could not ask for', async () => {
    const { gate } = aGate([new Error('the database is away'), true], 60_000);

    await expect(gate.isOpen()).rejects.toThrow('away');
    expect(await gate.isOpen()).toBe(false);
  });
});
