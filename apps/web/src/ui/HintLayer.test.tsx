import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { HintLayer } from './HintLayer.js';

const longName = 'Leads of the spring fair '.repeat(6).trim();

afterEach(cleanup);

function showName(isCut: boolean): void {
  render(
    <>
      <HintLayer />
      <span>
        <a href="/flows/1" title={longName}>
          {longName}
        </a>
      </span>
      <a href="/flows">Flows</a>
    </>,
  );
  const cell = screen.getByText(longName).parentElement;
  if (!cell) throw new Error('the name stands in no cell');
  Object.defineProperty(cell, 'clientWidth', { value: 200 });
  Object.defineProperty(cell, 'scrollWidth', { value: isCut ? 900 : 200 });
}

it('shows the whole of a cut name to whoever comes by keyboard, and takes it away again', async () => {
  const user = userEvent.setup();
  showName(true);
  await user.tab();
  expect((await screen.findByRole('tooltip')).textContent).toBe(longName);
  await user.tab();
  expect(screen.queryByRole('tooltip')).toBeNull();
});

it('says nothing over a name that is there in full', async () => {
  const user = userEvent.setup();
  showName(false);
  await user.tab();
  await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
  expect(screen.queryByRole('tooltip')).toBeNull();
});
