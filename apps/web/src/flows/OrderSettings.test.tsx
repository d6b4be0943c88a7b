import { cleanup, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import type { FlowOrder } from '@hookline/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { show } from '../given/show.given.js';
import { OrderSettings } from './OrderSettings.js';

afterEach(cleanup);

const choices: (FlowOrder | undefined)[] = [];
const chosen = () => choices.at(-1);

function Holder({ first }: { first?: FlowOrder }) {
  const [order, setOrder] = useState(first);
  const choose = (next: FlowOrder | undefined): void => {
    choices.push(next);
    setOrder(next);
  };
  return <OrderSettings order={order} onChange={choose} />;
}

describe('the order of runs', () => {
  it('is none until it is asked for, and goes by the whole flow or by a key', async () => {
    await show(<Holder />);
    expect(screen.getByRole('radio', { name: 'Side by side' })).toHaveProperty('checked', true);

    fireEvent.click(screen.getByRole('radio', { name: /One at a time, in the order/ }));
    expect(chosen()).toEqual({ by: 'flow', whenStuck: 'wait' });

    fireEvent.click(screen.getByRole('radio', { name: /for each key/ }));
    fireEvent.change(screen.getByRole('textbox', { name: /Key/ }), {
      target: { value: '{{trigger.phone}}' },
    });
    fireEvent.click(screen.getByRole('switch', { name: /lets the others pass/ }));
    expect(chosen()).toEqual({ by: 'key', key: '{{trigger.phone}}', whenStuck: 'go_on' });

    fireEvent.click(screen.getByRole('radio', { name: 'Side by side' }));
    expect(chosen()).toBeUndefined();
  });

  it('says at once that a key names no field of the source', async () => {
    await show(<Holder first={{ by: 'key', key: 'phone', whenStuck: 'wait' }} />);
    expect(screen.getByText(/Name fields of the source, such as/)).toBeTruthy();
  });

  it('is there in Russian', async () => {
    await show(<Holder />, 'ru');
    expect(
      await screen.findByRole('radio', { name: /По одному, в порядке поступления/ }),
    ).toBeTruthy();
  });
});
