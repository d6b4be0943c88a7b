import { afterEach, expect, it, vi } from 'vitest';
import { armFailpoint, failpoint } from './failpoint.js';

afterEach(() => armFailpoint(undefined));

it('kills the process without a last word at the armed point, and at no other', () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);

  failpoint('after-intent');
  armFailpoint('after-intent');
  failpoint('after-result');
  expect(kill).not.toHaveBeenCalled();
  failpoint('after-intent');

  expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGKILL');
  kill.mockRestore();
});

it('waits for the passage that is asked for', () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);

  armFailpoint('after-intent:3');
  failpoint('after-intent');
  failpoint('after-intent');
  expect(kill).not.toHaveBeenCalled();
  failpoint('after-intent');

  expect(kill).toHaveBeenCalledOnce();
  kill.mockRestore();
});
