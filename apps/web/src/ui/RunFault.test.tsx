import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '../words/set-up.js';
import { RunFault } from './RunFault.js';

afterEach(cleanup);

const error = {
  code: 'rejected',
  message: 'The mail server refused: 550 No such user',
  why: { code: 'mail_recipient', quote: '550 No such user' },
};

describe('RunFault', () => {
  it.each([
    ['en', 'The mail server refused the recipient. Check the address.'],
    ['ru', 'Почтовый сервер отказал получателю. Проверьте адрес.'],
  ] as const)('speaks %s, and quotes the other side', async (language, words) => {
    await speak(language);
    const { container } = render(<RunFault error={error} />, { wrapper: MantineProvider });
    expect(container.textContent).toContain(words);
    expect(container.querySelector('blockquote')?.textContent).toBe('550 No such user');
    expect(container.textContent).not.toContain(error.message);
  });
});
