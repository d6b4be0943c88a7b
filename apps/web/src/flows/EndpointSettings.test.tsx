import { cleanup, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import type { EndpointPolicy } from '@hookline/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { show } from '../given/show.given.js';
import { EndpointSettings } from './EndpointSettings.js';

afterEach(cleanup);

const choices: (EndpointPolicy | undefined)[] = [];
const chosen = () => choices.at(-1);

function Holder({ first }: { first?: EndpointPolicy }) {
  const [policy, setPolicy] = useState(first);
  const choose = (next: EndpointPolicy | undefined): void => {
    choices.push(next);
    setPolicy(next);
  };
  return <EndpointSettings policy={policy} onChange={choose} />;
}

const type = (name: RegExp, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

describe('what the address accepts', () => {
  it('writes what is asked, in the units of the document', async () => {
    await show(<Holder />);

    type(/Largest body/, '64');
    type(/requests a minute/, '30');
    type(/only robots/, 'website');
    fireEvent.click(screen.getByRole('switch', { name: /strangers in quarantine/ }));

    expect(chosen()).toEqual({
      maxBodyBytes: 65_536,
      perMinute: 30,
      honeypot: 'website',
      strangers: 'quarantine',
    });
  });

  it('leaves nothing in the document when nothing is asked any more', async () => {
    await show(<Holder first={{ honeypot: 'website' }} />);

    type(/only robots/, '');

    expect(chosen()).toBeUndefined();
  });

  it('reads a list of pages, one per line', async () => {
    await show(<Holder first={{ origins: ['https://a.example'] }} />);

    type(/^Pages$/, 'https://a.example\nhttps://b.example\n');

    expect(chosen()).toEqual({ origins: ['https://a.example', 'https://b.example'] });
  });
});
