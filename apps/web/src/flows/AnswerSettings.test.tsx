import { cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { FlowAnswer } from '@hookline/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aNetwork } from '../given/network.given.js';
import { show } from '../given/show.given.js';
import { AnswerSettings } from './AnswerSettings.js';
import { MaskSettings } from './MaskSettings.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const answers: (FlowAnswer | undefined)[] = [];

function Holder({ first, isFixed = false }: { first?: FlowAnswer; isFixed?: boolean }) {
  const [answer, setAnswer] = useState(first);
  const change = (next: FlowAnswer | undefined): void => {
    answers.push(next);
    setAnswer(next);
  };
  return <AnswerSettings answer={answer} onChange={change} isFixed={isFixed} />;
}

describe('the answer of a flow', () => {
  it('is the usual one until another is chosen, and again when that is taken back', async () => {
    await show(<Holder />);
    fireEvent.click(screen.getByRole('radio', { name: /thank-you page/ }));
    fireEvent.change(screen.getByRole('textbox', { name: /Heading/ }), {
      target: { value: 'Thanks' },
    });
    expect(answers.at(-1)).toEqual({ kind: 'page', title: 'Thanks', text: '', testDelayMs: 0 });
    fireEvent.click(screen.getByRole('radio', { name: /The usual one/ }));
    expect(answers.at(-1)).toBeUndefined();
  });

  it('says at once which address and which header cannot be', async () => {
    await show(<Holder first={{ kind: 'redirect', url: 'http://shop.example', testDelayMs: 0 }} />);
    expect(screen.getByText(/beginning with https/)).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: /My own status/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Headers: name 1' }), {
      target: { value: 'Set-Cookie' },
    });
    expect(screen.getByText('This header cannot be set here.')).toBeTruthy();
  });

  it('says that the source insists on its own', async () => {
    const first: FlowAnswer = { kind: 'page', title: 'T', text: '', testDelayMs: 0 };
    await show(<Holder first={first} isFixed />, 'ru');
    expect(screen.getByText(/Этот источник требует своего ответа/)).toBeTruthy();
  });
});

it('takes names of what is never stored, and says which names nothing', async () => {
  aNetwork({ 'GET /api/v1/flows/f1/fields': { body: { events: 0, fields: [] } } });
  const changed = vi.fn();
  const shown = await show(<MaskSettings flowId="f1" masks={undefined} onChange={changed} />);
  const field = screen.getByRole('combobox', { name: /Never store/ });
  await userEvent.setup().type(field, 'customer.pin{Enter}');
  expect(changed).toHaveBeenLastCalledWith(['customer.pin']);
  shown.again(<MaskSettings flowId="f1" masks={['header:']} onChange={changed} />);
  expect(screen.getByText(/names nothing/)).toBeTruthy();
});
