import type { RetryPolicy } from '@hookline/contract';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { show as showPart } from '../../given/show.given.js';
import { delaysInWords, readDelays, writeDelays } from './retry-delays.js';
import { RetryChoice } from './RetryChoice.js';

afterEach(cleanup);

async function show(first: RetryPolicy | undefined) {
  const chosen: (RetryPolicy | null)[] = [];
  function Page() {
    const [value, setValue] = useState<RetryPolicy | undefined>(first);
    const choose = (next: RetryPolicy | null) => {
      chosen.push(next);
      setValue(next ?? undefined);
    };
    return <RetryChoice value={value} onChange={choose} />;
  }
  await showPart(<Page />);
  return chosen;
}

const choose = (name: string) => {
  fireEvent.click(screen.getByRole('combobox', { name: 'If it fails for now' }));
  fireEvent.click(screen.getByRole('option', { name }));
};
const waits = () => screen.getByRole('textbox', { name: 'Waits before each try' });
const type = (value: string) => fireEvent.change(waits(), { target: { value } });

describe('the retries of a step', () => {
  it('are those of the installation, none, or a schedule of its own', async () => {
    const chosen = await show(undefined);
    choose('Do not try again');
    choose('Try again by my schedule');
    choose('Try again by the usual schedule');

    expect(chosen).toEqual(['none', { delaysSecs: [0, 60, 600] }, null]);
  });

  it('take minutes, hours and days, and say in words what was understood', async () => {
    const chosen = await show({ delaysSecs: [0, 60] });
    type('0, 90, 10m, 1h, 2d');

    expect(chosen.at(-1)).toEqual({ delaysSecs: [0, 90, 600, 3_600, 172_800] });
    expect(screen.getByText(/then after 90 seconds, 10 minutes, 1 hour, 2 days\./)).toBeTruthy();
  });

  it.each(['', '0, soon', '-5', '0, 1.5', '8d', '0, 10x', Array(21).fill('1').join()])(
    'keep what they were while %j is typed, and say what is wrong',
    async (text) => {
      const chosen = await show({ delaysSecs: [0, 60] });
      type(text);

      expect(chosen).toEqual([]);
      expect(screen.getByText(/at most 20, each at most 7 days/)).toBeTruthy();
      expect(waits().getAttribute('aria-invalid')).toBe('true');
    },
  );

  it('with a single wait are one try', async () => {
    await show({ delaysSecs: [0] });

    expect(screen.getByText('One try, at once.')).toBeTruthy();
  });

  it('speak Russian, also in what is typed', () => {
    expect(readDelays('0, 30с, 10мин, 1ч, 1д')).toEqual([0, 30, 600, 3_600, 86_400]);
    expect(delaysInWords([60, 3_600], 'ru')).toBe('1 минута, 1 час');
  });

  it('are written as they are read', () => {
    const delays = [0, 45, 60, 5_400, 86_400];

    expect(writeDelays(delays)).toBe('0, 45, 1m, 90m, 1d');
    expect(readDelays(writeDelays(delays))).toEqual(delays);
  });
});
