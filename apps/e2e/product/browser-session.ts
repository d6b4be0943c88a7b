import type { BrowserContextOptions } from '@playwright/test';
import { owner } from './start-product.js';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** The cookies of somebody who is signed in, the owner unless it says otherwise; asked for once, because signing in is slow by intent. */
export async function signedIn(
  url: string,
  { email, password }: { email: string; password: string } = owner,
): Promise<StorageState> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`signing in was answered with ${response.status}`);
  const cookies = response.headers.getSetCookie().map((line) => {
    const [pair = ''] = line.split(';');
    const [name = '', ...value] = pair.split('=');
    return {
      name,
      value: value.join('='),
      domain: new URL(url).hostname,
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: 'Lax' as const,
    };
  });
  return { cookies, origins: [] };
}
