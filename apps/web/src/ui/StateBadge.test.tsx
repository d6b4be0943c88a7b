import { cleanup, screen } from '@testing-library/react';
import { eventStates, flowStates, runStates } from '@hookline/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { show } from '../given/show.given.js';
import { StateBadge, type StateOf } from './StateBadge.js';

afterEach(cleanup);

const all: readonly StateOf[] = [
  ...flowStates.map((state) => ({ of: 'flow', state }) as const),
  ...eventStates.map((state) => ({ of: 'event', state }) as const),
  ...runStates.map((state) => ({ of: 'run', state }) as const),
];

describe('StateBadge', () => {
  it.each(all)('says $of $state by word, icon and tone', async (given) => {
    const { container } = await show(<StateBadge {...given} />);
    const badge = container.querySelector('.hl-state');
    expect(badge?.textContent).not.toBe('');
    expect(badge?.textContent).not.toContain('states.');
    expect(badge?.querySelector('svg')).not.toBeNull();
    expect(badge?.getAttribute('data-tone')).toMatch(/good|wait|care|bad|quiet|try|draft/);
  });

  it('speaks Russian', async () => {
    await show(<StateBadge of="run" state="needs_attention" />, 'ru');
    expect(screen.getByText('требует внимания')).toBeTruthy();
  });
});
